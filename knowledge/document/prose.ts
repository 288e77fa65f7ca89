import { type Block, textsOf } from '../block.js';
import { plainText } from '../markdown-text.js';
import { sentencesOf } from '../sentences.js';

const cutOff = /\b(?:a|an|the|and|or|your|our|their)[.!?]$/i;
const pointsBack =
  /\b(?:above (?:link|table|list|section|address)|(?:link|table|list|section|address|agreement) above|as (?:described|listed|specified|mentioned|set forth|shown) above)\b/i;
const pointsOn = /\b(?:below|hereafter|the following (?:table|list|section))\b/i;
const pointsAway = /\b(?:this agreement|the referenced|referenced herein)\b/i;

/** Warns of sentences that are cut off, and of pointers to something that the entry does not hold. */
export function warnOfProse(
  blocks: readonly Block[],
  hasSections: boolean,
  warn: (line: number, message: string) => void,
): void {
  for (const [at, block] of blocks.entries()) {
    const around = {
      before: blocks.slice(0, at).some(isPointedTo),
      after: hasSections || blocks.slice(at + 1).some(({ kind }) => kind !== 'paragraph'),
    };
    for (const { text, line } of textsOf(block)) {
      for (const fault of proseFaults(text, around)) warn(line, fault);
    }
  }
}

function isPointedTo(block: Block): boolean {
  return block.kind !== 'paragraph' || block.text.includes('](');
}

function proseFaults(
  text: string,
  around: { readonly before: boolean; readonly after: boolean },
): readonly string[] {
  return sentencesOf(plainText(text)).flatMap((sentence) => {
    const tail = `"… ${sentence.slice(-50)}"`;
    const faults: string[] = [];
    if (cutOff.test(sentence))
      faults.push(`a sentence ends on a function word, as if cut off: ${tail}; complete it`);
    const back = pointsBack.exec(sentence)?.[0];
    const on = pointsOn.exec(sentence)?.[0];
    const away = pointsAway.exec(sentence)?.[0];
    if (back !== undefined && !around.before) faults.push(pointer(back));
    if (on !== undefined && !around.after) faults.push(pointer(on));
    if (away !== undefined) faults.push(pointer(away));
    return faults;
  });
}

function pointer(words: string): string {
  return `"${words}" points to something that this entry does not hold; say it without the pointer, or hide it in entries.yaml`;
}
