import { compilePattern, findPattern, spokenIn } from './pattern.js';
import type { Context } from './recognition.js';
import type { Separators } from './separators.js';
import { normalise, words } from './tokenise.js';

/** A longer message stands by itself. */
const longest = 9;

/** So few words may go on with the question before even if nothing in them says so. */
const fewest = 4;

/** Tells how a message may go on with the question before it. */
export type FollowUps = (text: string, context: Context | undefined) => 'surely' | 'perhaps' | 'no';

export function createFollowUps({ follows }: Separators): FollowUps {
  const openings = follows.map(compilePattern);
  return (text, context) => {
    if (context?.question === undefined) return 'no';
    const count = words(text).length;
    if (count > longest) return 'no';
    const said = spokenIn(normalise(text));
    const first = said.words[0]?.from;
    if (openings.some((opening) => findPattern(opening, said, 1)[0]?.from === first)) return 'surely';
    return count <= fewest ? 'perhaps' : 'no';
  };
}
