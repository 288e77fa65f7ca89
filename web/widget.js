/**
 * The widget: a button on any web page that opens our chat in a frame. `docs/widget.md` tells how to use it.
 * Nothing here needs `unsafe-inline` or a style of the page: what is built is built by DOM calls, in a shadow tree.
 */
(() => {
  const script = document.currentScript;
  if (!script || window.Firstline) return;
  const host = new URL(script.src).origin;

  const oneOf = (...values) => ({ fits: (text) => values.includes(text), write: values.join(', ') });
  const line = (longest) => ({
    fits: (text) => text.length <= longest && !/\p{Cc}/u.test(text),
    write: `one line of at most ${longest} characters`,
  });
  const attributes = {
    theme: oneOf('auto', 'light', 'dark'),
    position: oneOf('right', 'left'),
    lang: oneOf('en', 'de', 'fr'),
    preload: oneOf('hover', 'idle'),
    accent: { fits: (text) => /^#[0-9a-f]{6}$/i.test(text), write: 'a colour such as #2b5fd9' },
    title: line(40),
    greeting: line(160),
  };
  const settings = { theme: 'auto', position: 'right', lang: 'en', preload: 'hover' };
  for (const [name, { fits, write }] of Object.entries(attributes)) {
    const text = script.dataset[name]?.trim();
    if (!text) continue;
    if (fits(text)) settings[name] = text;
    else console.warn(`Firstline: data-${name} is ignored; write ${write}.`);
  }

  /** The file words.json, and widget.css below: the server puts them in. */
  const words = '{{words}}'[settings.lang];
  const unread = (count) => (count === 1 ? words.unread.one : words.unread.many.replace('{count}', count));
  const title = settings.title ?? words.title;

  /** What a later page of the same tab should know. A browser that keeps nothing for us only makes it forget. */
  const memory = {
    read: () => {
      try {
        return sessionStorage.getItem('firstline.widget');
      } catch {
        return null;
      }
    },
    write: (state) => {
      try {
        sessionStorage.setItem('firstline.widget', state);
      } catch {
        // Then the next page begins with the button alone.
      }
    },
  };

  function make(name, given = {}, ...children) {
    const drawing = name === 'svg' || name === 'path';
    const element = drawing
      ? document.createElementNS('http://www.w3.org/2000/svg', name)
      : document.createElement(name);
    for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  const icon = (className, d) =>
    make('svg', { class: className, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, make('path', { d }));
  const cross = () => icon('cross', 'M6 6l12 12M18 6 6 18');

  const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const launcher = make(
    'button',
    {
      class: 'launcher',
      type: 'button',
      'aria-haspopup': 'dialog',
      'aria-controls': 'panel',
      'aria-expanded': 'false',
      'aria-label': words.open,
    },
    icon(
      'speech',
      'M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM7.5 9h9M7.5 12.5H13',
    ),
    icon('down', 'm6 9.5 6 6 6-6'),
    badge,
  );
  const news = make('p', { class: 'news', role: 'status' });

  const status = make('p', { role: 'status' }, words.loading);
  const elsewhere = make(
    'a',
    { href: `${host}/`, target: '_blank', rel: 'noopener', hidden: '' },
    words.elsewhere,
  );
  const coverClose = make('button', { class: 'dismiss', type: 'button', 'aria-label': words.close }, cross());
  const cover = make('div', { class: 'cover' }, status, elsewhere, coverClose);
  const panel = make('dialog', { class: 'panel', id: 'panel', 'aria-label': title }, cover);

  const greet = make('button', { class: 'greet', type: 'button' }, settings.greeting ?? '');
  const dismiss = make('button', { class: 'dismiss', type: 'button', 'aria-label': words.dismiss }, cross());
  const greeting = make('div', { class: 'greeting', hidden: '' }, greet, dismiss);

  /** On a small screen the chat takes all of it, and the page behind cannot be reached meanwhile. */
  const small = window.matchMedia('(width < 640px), (height < 480px)');
  let isOpen = false;
  let frame;
  /** To the frame; undefined until it has answered. */
  let port;
  let returnTo;
  let patience;

  function load() {
    if (frame) return;
    const look = new URLSearchParams({ theme: settings.theme, lang: settings.lang, title });
    if (settings.accent) look.set('accent', settings.accent);
    frame = make('iframe', {
      src: `${host}/widget#${look}`,
      title,
      sandbox:
        'allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox',
      allow: 'clipboard-write',
    });
    frame.addEventListener('load', connect);
    giveUpAfter(20_000);
    panel.append(frame);
  }

  /** Gives the frame one end of a channel that nobody else can write to, if it is really our host that is shown in it. */
  function connect() {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => hear(port1, data);
    giveUpAfter(3_000);
    frame.contentWindow.postMessage({ firstline: 'connect' }, host, [port2]);
  }

  function giveUpAfter(milliseconds) {
    clearTimeout(patience);
    patience = setTimeout(() => {
      status.textContent = words.failed;
      elsewhere.hidden = false;
    }, milliseconds);
  }

  function hear(from, message) {
    if (message?.type === 'ready') {
      clearTimeout(patience);
      port = from;
      cover.hidden = true;
      if (isOpen)
        port.postMessage({ type: 'open', focus: panel.contains(panel.getRootNode().activeElement) });
    } else if (message?.type === 'close') {
      close();
    } else if (message?.type === 'unread' && Number.isSafeInteger(message.count) && message.count >= 0) {
      showUnread(message.count);
    }
  }

  function showUnread(count) {
    badge.hidden = count === 0;
    badge.textContent = count > 9 ? '9+' : String(count);
    news.textContent = count === 0 ? '' : unread(count);
    nameLauncher(count);
  }

  function nameLauncher(count = 0) {
    const action = isOpen ? words.close : words.open;
    launcher.setAttribute('aria-label', count === 0 ? action : `${action}, ${unread(count)}`);
  }

  /** Without `focus` the chat appears and the visitor goes on where they are. */
  function open(focus = true) {
    if (isOpen) return;
    isOpen = true;
    returnTo = root.activeElement ?? document.activeElement;
    greeting.hidden = true;
    launcher.setAttribute('aria-expanded', 'true');
    showUnread(0);
    memory.write('open');
    load();
    show(focus);
  }

  function show(focus) {
    if (small.matches) panel.showModal();
    else panel.open = true;
    if (focus) frame.focus();
    port?.postMessage({ type: 'open', focus });
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    const inside = root.activeElement !== null;
    panel.close();
    launcher.setAttribute('aria-expanded', 'false');
    nameLauncher();
    memory.write('closed');
    port?.postMessage({ type: 'close' });
    if (!inside) return;
    const target =
      returnTo?.isConnected && returnTo !== document.body && !greeting.contains(returnTo)
        ? returnTo
        : launcher;
    target.focus();
  }

  /** The keyboard of a phone covers the page without telling it; the chat keeps to what is left to see. */
  function fit() {
    panel.style.setProperty('--top', `${window.visualViewport.offsetTop}px`);
    panel.style.setProperty('--height', `${window.visualViewport.height}px`);
  }

  const element = document.createElement('firstline-widget');
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('{{style}}');
  root.adoptedStyleSheets = [sheet];
  const body = make(
    'div',
    {
      class: 'widget',
      lang: settings.lang,
      'data-theme': settings.theme,
      'data-position': settings.position,
    },
    greeting,
    launcher,
    news,
    panel,
  );
  if (settings.accent) body.style.setProperty('--accent', settings.accent);
  root.append(body);

  launcher.addEventListener('click', () => (isOpen ? close() : open()));
  for (const sign of ['pointerenter', 'pointerdown', 'focus']) launcher.addEventListener(sign, load);
  greet.addEventListener('click', () => open());
  dismiss.addEventListener('click', () => {
    greeting.hidden = true;
    memory.write('closed');
    launcher.focus();
  });
  coverClose.addEventListener('click', close);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen) close();
  });
  panel.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  small.addEventListener('change', () => {
    if (!isOpen) return;
    panel.close();
    show(true);
  });
  window.visualViewport?.addEventListener('resize', fit);
  window.visualViewport?.addEventListener('scroll', fit);

  function start() {
    document.body.append(element);
    const before = memory.read();
    if (before === 'open' && !small.matches) open(false);
    else if (before !== null || settings.preload === 'idle') (window.requestIdleCallback ?? setTimeout)(load);
    if (before === null) greeting.hidden = !settings.greeting;
  }
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);

  Object.defineProperty(window, 'Firstline', {
    value: Object.freeze({ open: () => open(), close: () => close() }),
  });
})();
