import { plain } from '../knowledge/replies.js';
import type { Region } from '../policy/hours.js';

/** An answer is short; in a longer text a country is part of a story. */
const answerWords = 8;

/** The id of the region that the message names, by its name or by one that customers use for it; undefined for none or several. */
export function regionNamed(regions: readonly Region[], text: string): string | undefined {
  const said = ` ${plain(text)} `;
  if (said.includes(' not ') || said.split(' ').length - 2 > answerWords) return undefined;
  const named = regions.filter(({ id, name, also = [] }) =>
    [id, name, ...also].some((one) => said.includes(` ${plain(one)} `)),
  );
  return named.length === 1 ? named[0]?.id : undefined;
}
