/** What was asked today, what became of it, and what an editor should look at. */
import { get } from './api.js';
import { element, refill } from './element.js';
import { stackedBars } from './plot.js';
import { words } from './words.js';

const none = { confirmed: 0, assumed: 0, refused: 0, passedOn: 0 };
const series = ['confirmed', 'assumed', 'passedOn', 'refused', 'offered', 'unanswered'];
const said = words.figures;

/** Days of the calendar by the local clock, oldest first, as in 2026-03-11. */
function lastDays(at, count, timeZone) {
  const name = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const days = Array.from({ length: count }, (_, back) =>
    name.format(new Date(Date.parse(at) - back * 86_400_000)),
  );
  return [...new Set(days)].reverse();
}

const valuesOf = (one) => ({
  ...(one?.answered ?? none),
  offered: one?.offered ?? 0,
  unanswered: one?.unanswered ?? 0,
});

function duration(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function tiles(today) {
  const { confirmed, assumed, refused, passedOn } = today?.answered ?? none;
  const reports = today?.reports ?? { begun: 0, cases: 0, abandoned: 0 };
  const shown = [
    [said.asked, today?.asked ?? 0],
    [said.confirmed, confirmed, 'confirmed'],
    [said.assumed, assumed, 'assumed'],
    [said.passedOn, passedOn, 'passedOn'],
    [said.refused, refused, 'refused'],
    [said.offered, today?.offered ?? 0, 'offered'],
    [said.unanswered, today?.unanswered ?? 0, 'unanswered'],
    [said.escalated, today?.escalated ?? 0],
    [said.cases, reports.cases],
    [said.abandoned, reports.abandoned],
    [said.median, duration(today?.medianSecondsToCase)],
  ];
  return element(
    'dl',
    { class: 'tiles' },
    shown.map(([label, value, name]) =>
      element(
        'div',
        {},
        element('dt', {}, name && element('span', { class: `key ${name}` }), label),
        element('dd', {}, String(value)),
      ),
    ),
  );
}

function table(head, rows) {
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': head[0] },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          head.map((title) => element('th', { scope: 'col' }, title)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map(([first, ...rest]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, first),
            rest.map((cell) => element('td', {}, String(cell))),
          ),
        ),
      ),
    ),
  );
}

function byEntry(entries) {
  if (entries.length === 0) return element('p', { class: 'small' }, said.nothing);
  return table(
    [said.entry, said.confirmed, said.assumed, said.passedOn, said.refused],
    entries.map((one) => [one.title, one.confirmed, one.assumed, one.passedOn, one.refused]),
  );
}

function gapList(gaps, kind) {
  const ofKind = gaps.filter((gap) => gap.kind === kind);
  if (ofKind.length === 0) return element('p', { class: 'small' }, said.nothing);
  return element(
    'ol',
    { class: 'gaps' },
    ofKind.map(({ texts, title, count, people, comments }) =>
      element(
        'li',
        {},
        element('p', {}, element('q', {}, texts[0] ?? '')),
        texts.slice(1).map((text) => element('p', { class: 'small' }, element('q', {}, text))),
        comments.map((comment) => element('p', { class: 'small warning' }, said.missing(comment))),
        element('p', { class: 'small' }, said.often(count, people), title && ` · ${said.near(title)}`),
      ),
    ),
  );
}

const section = (title, ...content) =>
  element('section', { class: 'part' }, element('h3', {}, title), content);

export async function showFigures() {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const {
    at,
    days,
    figures,
    gaps,
    timeZone: used,
  } = await get(`figures?timeZone=${encodeURIComponent(timeZone)}`);
  const names = lastDays(at, days, used);
  const found = new Map(figures.map((one) => [one.day, one]));
  const today = found.get(names.at(-1));
  const plotted = names.map((name) => {
    const values = valuesOf(found.get(name));
    const title = [name, ...series.map((one) => `${said[one]}: ${values[one]}`)].join('\n');
    return { label: String(Number(name.slice(8))), title, values };
  });
  refill(document.getElementById('figures'), [
    element('h2', {}, said.today),
    element('p', { class: 'small' }, said.apart),
    tiles(today),
    section(said.twoWeeks, stackedBars(plotted, series, said.plot)),
    section(said.byEntry, byEntry(today?.entries ?? [])),
    element(
      'div',
      { class: 'pair' },
      section(said.withoutAnswer, gapList(gaps, 'unanswered')),
      section(said.lowRated, gapList(gaps, 'not-helped')),
    ),
  ]);
}
