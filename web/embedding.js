/** The page in the widget's frame: what it and the page around it say to each other, over a channel of their own. */

/** Whether another page shows this one. */
export const isEmbedded = window.parent !== window;

/**
 * Listens to the page around; `on.open(focus)` and `on.close()` are what it can ask for. Only the frame's parent gets the
 * channel, and only from an origin that the server lists in `embedders` or from our own. Returns how to speak to it.
 */
export function listen(embedders, on) {
  let port;

  window.addEventListener('message', ({ source, origin, data, ports }) => {
    const isAllowed = origin === location.origin || embedders.includes(origin);
    if (source !== window.parent || !isAllowed || data?.firstline !== 'connect' || ports.length !== 1) return;
    [port] = ports;
    port.onmessage = (event) => {
      if (event.data?.type === 'open') on.open(event.data.focus === true);
      if (event.data?.type === 'close') on.close();
    };
    port.postMessage({ type: 'ready' });
  });

  return {
    close: () => port?.postMessage({ type: 'close' }),
    unread: (count) => port?.postMessage({ type: 'unread', count }),
  };
}
