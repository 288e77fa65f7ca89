import { type Block, mapTexts, textsOf } from './block.js';
import type { Hidden } from './entry-layer.js';
import { hasAllWords } from './key-words.js';
import { plainText } from './markdown-text.js';
import { splitSentences } from './sentences.js';

/** The blocks without what the editor hides; a block of which nothing is left goes. */
export function withoutHidden(blocks: readonly Block[], hide: readonly Hidden[]): readonly Block[] {
  if (hide.length === 0) return blocks;
  return blocks
    .map((block) => mapTexts(block, (text) => hide.reduce(without, text)))
    .filter((block) => textsOf(block).some(({ text }) => text !== ''));
}

function without(text: string, hidden: Hidden): string {
  if ('sentence' in hidden) {
    const sentences = splitSentences(text);
    const kept = sentences.filter((sentence) => !hasAllWords(plainText(sentence), hidden.sentence));
    return kept.length === sentences.length ? text : kept.join(' ');
  }
  if ('parenthesis' in hidden) {
    return text.replace(/ ?\([^()]*\)/g, (all) => (hasAllWords(all, hidden.parenthesis) ? '' : all));
  }
  const at = text.toLowerCase().indexOf(hidden.words.toLowerCase());
  if (at < 0) return text;
  return `${text.slice(0, at)}${text.slice(at + hidden.words.length)}`
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[.,;:!?])|[,;]\s*(?=[.!?])/g, '');
}
