import type { KnowledgeDiff } from '../../knowledge/diff.js';
import type { MovedCheck, Outcome } from '../../knowledge/outcomes.js';

/** What changed, entry by entry and check by check, in the way of a patch. `checks`: undefined when they were not asked in both builds. */
export function printDiff(
  { added, removed, reworded }: KnowledgeDiff,
  checks: readonly MovedCheck[] | undefined,
): void {
  for (const { id, question } of added) console.log(`added    ${id}: ${question}`);
  for (const { id, question } of removed) console.log(`removed  ${id}: ${question}`);
  for (const { id, question, changes } of reworded) {
    console.log(`reworded ${id}: ${question}`);
    for (const { part, before, after } of changes) {
      console.log(`  ${part}`);
      if (before !== undefined && before !== '') console.log(`    - ${before}`);
      if (after !== undefined && after !== '') console.log(`    + ${after}`);
    }
  }
  for (const { text, before, after } of checks ?? []) {
    console.log(`moved    ${text}`);
    console.log(`    - ${gets(before)}`);
    console.log(`    + ${gets(after)}`);
  }
  console.log(`${added.length} added, ${removed.length} removed, ${reworded.length} reworded`);
  console.log(
    checks === undefined
      ? 'Checks: not asked in both builds. "knowledge check" asks those of the bot; for another file build it with --with-model.'
      : `${checks.length} checks moved`,
  );
}

/** What the customer gets, in a line. */
function gets({ decision, entries, fact }: Outcome): string {
  if (decision === 'none') return 'no answer';
  if (decision === 'choose') return `a choice of ${entries.join(', ')}`;
  return fact === null ? `${entries[0]}` : `${entries[0]}: ${fact.replace(/\s+/g, ' ')}`;
}
