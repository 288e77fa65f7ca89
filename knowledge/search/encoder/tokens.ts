import { Tokenizer } from '@huggingface/tokenizers';
import { MOST_TOKENS } from './bert.js';

/** The tokenizer that the text of a `tokenizer.json` describes: a text to ids, cut to MOST_TOKENS with the last mark kept. */
export function createTokenizer(text: string): (text: string) => readonly number[] {
  const tokenizer = new Tokenizer(JSON.parse(text), {});
  return (sentence) => {
    const { ids } = tokenizer.encode(sentence);
    return ids.length > MOST_TOKENS ? [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)] : ids;
  };
}
