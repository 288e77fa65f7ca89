import type { KnowledgeDiff } from '../../knowledge/diff.js';

/** What changed, entry by entry, in the way of a patch. */
export function printDiff({ added, removed, reworded }: KnowledgeDiff): void {
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
  console.log(`${added.length} added, ${removed.length} removed, ${reworded.length} reworded`);
}
