import type { Gap } from '../../handoff/gaps.js';
import { inline } from './print.js';

/** So many messages of a group are printed; --json prints all. */
const shownTexts = 5;

const headings: Readonly<Record<Gap['kind'], string>> = {
  unanswered: 'Not answered',
  'not-helped': 'Answered, and rated as of no help',
  undecided: 'Offered a choice, and nothing was taken',
  chosen: 'Taken from a choice',
};

/** Groups of messages under their kinds, and the phrasings to add. */
export function printGaps(gaps: readonly Gap[], proposal: string): void {
  if (gaps.length === 0) console.log('Nothing was noted that calls for a change.');
  let kind: Gap['kind'] | undefined;
  for (const gap of gaps) {
    if (gap.kind !== kind) console.log(`${kind === undefined ? '' : '\n'}${headings[gap.kind]}`);
    kind = gap.kind;
    const near =
      gap.entry === null ? '' : gap.kind === 'unanswered' ? `, nearest ${gap.entry}` : `, ${gap.entry}`;
    console.log(`  ${gap.count} times, ${gap.people} people${near}`);
    for (const text of gap.texts.slice(0, shownTexts)) console.log(`    ${inline(text)}`);
    for (const comment of gap.comments) console.log(`    missing: ${inline(comment)}`);
  }
  if (proposal === '') return;
  console.log('\nFor knowledge/content/phrases/questions-learned.yaml; look at every line:\n');
  console.log(proposal.split('\n').map(inline).join('\n'));
}
