import type { Case } from '../case.js';
import type { IvantiFields } from './ivanti-client.js';
import type { IvantiMapping, MappedFields } from './ivanti-mapping.js';

/** What can be filled in from a case. */
export const casePlaces = [
  ...['number', 'summary', 'description', 'first-message', 'product', 'version', 'priority', 'criterion'],
  ...['opened', 'status', 'name', 'email', 'phone', 'answers', 'notes', 'answer.<id>'],
] as const;

const place = /\{([\w.-]{1,100})\}/g;

/** The names between braces. */
export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(place)].map(([, name]) => name ?? '');
}

/** The longest of a field that the mapping says nothing about. */
const usualLongest = 30_000;

/** The fields with everything filled in; `value` gives what stands for a place. */
export function filledIn(
  fields: MappedFields,
  priority: Case['priority'],
  { longest, html }: Pick<IvantiMapping, 'longest' | 'html'>,
  value: (place: string) => string,
): IvantiFields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, given]) => {
      const chosen = typeof given === 'object' ? given[priority ?? 'none'] : given;
      if (typeof chosen !== 'string') return [field, chosen];
      const isHtml = html.includes(field);
      const filled = chosen.replace(place, (_, name) => (isHtml ? escaped(value(name)) : value(name)));
      return [field, shortened(filled.trim(), longest[field] ?? usualLongest)];
    }),
  );
}

/** What stands for a place that is filled in from a case; empty where the case has nothing. */
export function caseValue(one: Case, name: string): string {
  const { answers } = one;
  if (name.startsWith('answer.')) {
    const id = name.slice('answer.'.length);
    return clean(Object.hasOwn(answers, id) ? (answers[id] ?? '') : '');
  }
  const values: Readonly<Record<string, string>> = {
    number: one.number,
    summary: shortened(oneLine(one.description || one.firstMessage), 120),
    description: one.description,
    'first-message': one.firstMessage,
    product: one.product,
    version: one.version,
    priority: one.priority ?? 'to be graded',
    criterion: one.criterion ?? 'a person decides',
    opened: one.createdAt,
    status: one.status,
    ...one.contact,
    answers: linesOf(answers),
    notes: one.notes.join(', '),
  };
  return clean(Object.hasOwn(values, name) ? (values[name] ?? '') : '');
}

const shownElsewhere = ['description', 'product', 'version', 'name', 'email', 'phone', 'priority'];

function linesOf(answers: Case['answers']): string {
  return Object.entries(answers)
    .filter(([id]) => !shownElsewhere.includes(id))
    .map(([id, answer]) => `${id}: ${answer}`)
    .join('\n');
}

/** Without control characters, and without those that turn the direction of what follows. */
export function clean(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').toWellFormed();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`.toWellFormed();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>\n',
};

function escaped(text: string): string {
  return text.replace(/[&<>"'\n]/g, (one) => entities[one] ?? one);
}
