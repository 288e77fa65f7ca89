/** What the widget adds to the page, in a shadow tree: built by DOM calls alone, which no policy of a page forbids. */

function make(name, attributes = {}, ...children) {
  const isDrawing = name === 'svg' || name === 'path';
  const element = isDrawing
    ? document.createElementNS('http://www.w3.org/2000/svg', name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const icon = (kind, d) =>
  make('svg', { class: kind, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, make('path', { d }));

const speech =
  'M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM7.5 9h9M7.5 12.5H13';

const button = (kind, label, ...children) =>
  make('button', { class: kind, type: 'button', 'aria-label': label }, ...children);

const cross = (label) => button('cross', label, icon('lines', 'M6 6l12 12M18 6 6 18'));

/** The parts that `widget.js` moves. `element` belongs into the page; `host` is the origin that the chat comes from. */
export function buildView(host, { theme, position, lang, accent, title, greeting: text }, words) {
  const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const launcher = button(
    'launcher',
    words.open,
    icon('speech', speech),
    icon('down', 'm6 9.5 6 6 6-6'),
    badge,
  );
  launcher.setAttribute('aria-haspopup', 'dialog');
  launcher.setAttribute('aria-controls', 'panel');
  launcher.setAttribute('aria-expanded', 'false');
  const news = make('p', { class: 'news', role: 'status' });

  const state = make('p', { role: 'status' }, words.loading);
  const elsewhere = make('a', { href: `${host}/`, target: '_blank', rel: 'noopener', hidden: '' });
  elsewhere.append(words.elsewhere);
  const leave = cross(words.close);
  const cover = make('div', { class: 'cover' }, state, elsewhere, leave);
  const panel = make('dialog', { class: 'panel', id: 'panel', 'aria-label': title }, cover);

  const greet = make('button', { class: 'greet', type: 'button' }, text ?? '');
  const dismiss = cross(words.dismiss);
  const greeting = make('div', { class: 'greeting', hidden: '' }, greet, dismiss);

  const look = { class: 'widget', lang, 'data-theme': theme, 'data-position': position };
  const all = make('div', look, greeting, launcher, news, panel);
  if (accent) all.style.setProperty('--accent', accent);

  const element = document.createElement('firstline-widget');
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('{{style}}');
  root.adoptedStyleSheets = [sheet];
  root.append(all);
  return {
    element,
    root,
    launcher,
    badge,
    news,
    panel,
    cover,
    state,
    elsewhere,
    leave,
    greeting,
    greet,
    dismiss,
  };
}

/** The frame with the chat page, told by its address how to look. */
export function buildFrame(host, { theme, lang, accent, title }) {
  const look = new URLSearchParams({ theme, lang, title, ...(accent && { accent }) });
  const sandbox = ['scripts', 'same-origin', 'forms', 'downloads', 'popups', 'popups-to-escape-sandbox'];
  return make('iframe', {
    src: `${host}/widget#${look}`,
    title,
    sandbox: sandbox.map((what) => `allow-${what}`).join(' '),
    allow: 'clipboard-write',
  });
}
