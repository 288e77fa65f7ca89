import type { Gap } from './gaps.js';

/** As many phrasings of one group as are worth a look. */
const perGroup = 5;

/** What stands where something was left out: such words are no example of how customers ask. */
const leftOut = /\[(?:name|number|e-mail)\]|•/;

/**
 * Phrasings as YAML for `phrases/questions-learned.yaml`: what customers took stands ready under its entry; what was not answered
 * stands under the nearest entry behind a comment sign, for the editor to decide. '' when there is nothing to propose.
 */
export function proposeGaps(gaps: readonly Gap[]): string {
  const usable = gaps
    .map((gap) => ({ ...gap, texts: gap.texts.filter((text) => !leftOut.test(text)).slice(0, perGroup) }))
    .filter(({ texts }) => texts.length > 0);
  const taken = usable.filter(({ kind }) => kind === 'chosen');
  const open = usable.filter(
    ({ kind, entry }) => kind !== 'chosen' && kind !== 'not-helped' && entry !== null,
  );
  return [...lists(taken, ''), ...lists(open, '# ')].join('\n');
}

function lists(gaps: readonly Gap[], sign: string): readonly string[] {
  const byEntry = new Map<string, readonly string[]>();
  for (const { entry, texts } of gaps) {
    // Phrasings belong to entries; which section of one is told by the facts.
    const [id = ''] = (entry ?? '').split('#');
    byEntry.set(id, [...(byEntry.get(id) ?? []), ...texts]);
  }
  return [...byEntry].flatMap(([entry, texts]) => [
    `${sign}${entry}:`,
    // JSON strings are YAML strings, whatever customers write.
    ...[...new Set(texts)].map((text) => `${sign}  - ${JSON.stringify(text)}`),
  ]);
}
