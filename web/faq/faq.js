/** The FAQ's search as you type: a fuzzy index in the browser, with the keyboard. Enter alone asks the server. */

const box = document.getElementById('q');
const most = 6;

const list = document.createElement('ul');
list.id = 'matches';
list.className = 'matches';
list.hidden = true;
list.setAttribute('role', 'listbox');
list.setAttribute('aria-label', box.labels[0].textContent);
const status = document.createElement('p');
status.className = 'unseen';
status.setAttribute('role', 'status');
box.form.append(list, status);

box.setAttribute('role', 'combobox');
box.setAttribute('aria-autocomplete', 'list');
box.setAttribute('aria-controls', list.id);
box.setAttribute('aria-expanded', 'false');

/** Loaded once, when the search is first used; a failure is tried again with the next letter. */
let index;
const loadIndex = () => {
  index ??= fetchIndex().catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
};

async function fetchIndex() {
  const [{ default: Fuse }, response] = await Promise.all([import('/fuse.js'), fetch('/api/faq')]);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const { entries } = await response.json();
  const items = entries.flatMap((entry) => [
    entry,
    ...entry.sections.map((section) => ({ ...section, topic: entry.title })),
  ]);
  return new Fuse(items, {
    keys: [
      { name: 'title', weight: 2 },
      { name: 'question', weight: 2 },
      { name: 'alsoAsked', weight: 1 },
      { name: 'keywords', weight: 1 },
      { name: 'topic', weight: 0.5 },
    ],
    ignoreLocation: true,
    ignoreDiacritics: true,
    minMatchCharLength: 2,
    threshold: 0.35,
  });
}

const options = () => [...list.children];
const chosen = () => list.querySelector('[aria-selected="true"]');

function choose(option) {
  chosen()?.setAttribute('aria-selected', 'false');
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) box.setAttribute('aria-activedescendant', option.id);
  else box.removeAttribute('aria-activedescendant');
}

function close() {
  choose();
  list.hidden = true;
  box.setAttribute('aria-expanded', 'false');
}

function optionOf({ title, topic, url }, at) {
  const option = document.createElement('li');
  option.id = `match-${at}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset.url = url;
  const name = document.createElement('strong');
  name.textContent = title;
  const group = document.createElement('span');
  group.textContent = topic;
  option.append(name, ' ', group);
  return option;
}

async function show() {
  const typed = box.value.trim();
  if (typed.length < 2) {
    status.textContent = '';
    return close();
  }
  const fuse = await loadIndex();
  // Somebody who types on is served by the next call.
  if (typed !== box.value.trim()) return;
  const found = fuse.search(typed.slice(0, 80), { limit: most }).map(({ item }) => item);
  const { one, many, none } = box.dataset;
  close();
  list.replaceChildren(...found.map(optionOf));
  list.hidden = found.length === 0;
  box.setAttribute('aria-expanded', String(found.length > 0));
  status.textContent =
    found.length === 0 ? none : found.length === 1 ? one : many.replace('{count}', found.length);
}

const open = (option) => window.location.assign(option.dataset.url);

function press(event) {
  if (event.isComposing || list.hidden) return;
  const all = options();
  const at = all.indexOf(chosen());
  if (event.key === 'ArrowDown') choose(all[at + 1] ?? all[0]);
  else if (event.key === 'ArrowUp') choose(at > 0 ? all[at - 1] : all.at(-1));
  else if (event.key === 'Escape') close();
  else if (event.key === 'Enter' && at >= 0) open(all[at]);
  else return;
  event.preventDefault();
}

// Suggestions are a convenience: without them Enter still asks the server.
const tryTo = (work) => () => work().catch((error) => console.warn(error));

box.addEventListener('focus', tryTo(loadIndex), { once: true });
box.addEventListener('input', tryTo(show));
box.addEventListener('keydown', press);
box.addEventListener('blur', close);
list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role="option"]');
  if (option) open(option);
});
