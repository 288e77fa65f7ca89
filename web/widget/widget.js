/**
 * The widget: a button on any web page that opens our chat in a frame. `docs/widget.md` tells how to use it. The server
 * puts the files of this folder together to one script, with the style and the words in it.
 */
import { recallState, rememberState } from './memory.js';
import { readSettings } from './settings.js';
import { buildFrame, buildView } from './view.js';

/** On a small screen the chat takes all of it, and the page behind cannot be reached meanwhile. */
const small = window.matchMedia('(width < 640px), (height < 480px)');

function createWidget(host, given) {
  const words = '{{words}}'[given.lang];
  const settings = { ...given, title: given.title ?? words.title };
  const view = buildView(host, settings, words);
  const { element, root, launcher, badge, news, panel, greeting } = view;
  let isOpen = false;
  let frame;
  /** To the frame; undefined until it has answered. */
  let port;
  let returnTo;
  let patience;

  function load() {
    if (frame) return;
    frame = buildFrame(host, settings);
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
      view.state.textContent = words.failed;
      view.elsewhere.hidden = false;
    }, milliseconds);
  }

  function hear(from, message) {
    if (message?.type === 'ready') {
      clearTimeout(patience);
      port = from;
      view.cover.hidden = true;
      if (isOpen) enterFrame();
    } else if (message?.type === 'close') {
      close();
    } else if (message?.type === 'unread' && Number.isSafeInteger(message.count) && message.count >= 0) {
      showUnread(message.count);
    }
  }

  /** A frame that was focused before it had loaded has to be focused again. */
  function enterFrame() {
    const focused = root.activeElement;
    const focus = panel.contains(focused);
    if (focus) {
      focused.blur();
      frame.focus();
    }
    port.postMessage({ type: 'open', focus });
  }

  function showUnread(count) {
    const text = count === 1 ? words.unread.one : words.unread.many.replace('{count}', count);
    const action = isOpen ? words.close : words.open;
    badge.hidden = count === 0;
    badge.textContent = count > 9 ? '9+' : count;
    news.textContent = count === 0 ? '' : text;
    launcher.setAttribute('aria-label', count === 0 ? action : `${action}, ${text}`);
  }

  /** Without `focus` the chat appears and the visitor goes on where they are. */
  function open(focus) {
    if (isOpen) return;
    isOpen = true;
    returnTo = root.activeElement ?? document.activeElement;
    greeting.hidden = true;
    launcher.setAttribute('aria-expanded', 'true');
    showUnread(0);
    rememberState('open');
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
    const wasInside = root.activeElement !== null;
    panel.close();
    launcher.setAttribute('aria-expanded', 'false');
    showUnread(0);
    rememberState('closed');
    port?.postMessage({ type: 'close' });
    if (!wasInside) return;
    const isGone = !returnTo.isConnected || returnTo === document.body || greeting.contains(returnTo);
    (isGone ? launcher : returnTo).focus();
  }

  /** The keyboard of a phone covers the page without telling it; the chat keeps to what is left to see. */
  function fit() {
    panel.style.setProperty('--top', `${window.visualViewport.offsetTop}px`);
    panel.style.setProperty('--height', `${window.visualViewport.height}px`);
  }

  /** The page's own files come first. */
  function loadWhenIdle() {
    const soon = () => (window.requestIdleCallback ?? setTimeout)(load);
    if (document.readyState === 'complete') soon();
    else window.addEventListener('load', soon);
  }

  function start() {
    document.body.append(element);
    const before = recallState();
    if (before === 'open' && !small.matches) open(false);
    else if (before !== null || (settings.preload === 'idle' && !navigator.connection?.saveData))
      loadWhenIdle();
    if (before === null) greeting.hidden = !settings.greeting;
  }

  launcher.addEventListener('click', () => (isOpen ? close() : open(true)));
  for (const sign of ['pointerenter', 'pointerdown', 'focus']) launcher.addEventListener(sign, load);
  view.greet.addEventListener('click', () => open(true));
  view.dismiss.addEventListener('click', () => {
    greeting.hidden = true;
    rememberState('closed');
    launcher.focus();
  });
  view.leave.addEventListener('click', close);
  root.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
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
  window.visualViewport.addEventListener('resize', fit);
  window.visualViewport.addEventListener('scroll', fit);

  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
  return Object.freeze({ open: () => open(true), close });
}

// A page that names the script twice still gets one widget.
if (!window.Firstline) {
  const { src, dataset } = document.currentScript;
  window.Firstline = createWidget(new URL(src).origin, readSettings(dataset));
}
