import type { Kind } from './recognition.js';

/** One thing that a message can mean: an entry, a criterion, an intent, a topic of small talk, or a question `near` to or `far` from the document. */
export interface Label {
  readonly kind: Kind;
  readonly id: string;
}

/** The kinds in the order in which the model numbers them. */
export const kinds: readonly Kind[] = ['faq', 'incident', 'action', 'smalltalk', 'unknown'];

/** The number of the kind of each label. */
export function groupsOf(labels: readonly Label[]): readonly number[] {
  return labels.map(({ kind }) => kinds.indexOf(kind));
}

/** With more entries than this the regressions see one class of questions; words and vectors tell the entries apart. */
const mostEntries = 200;

/** The class of each label in the regressions: its own, or the one of all questions. */
export function classesOf(labels: readonly Label[]): readonly number[] {
  const entries = labels.filter(({ kind }) => kind === 'faq').length;
  if (entries <= mostEntries) return labels.map((_, at) => at);
  return labels.map(({ kind }, at) => (kind === 'faq' ? 0 : at - entries + 1));
}
