const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Longest sentence, in characters, that a sentence referring back is joined to. */
const LONGEST = 320;

/** A sentence that begins so cannot be understood without the one before it. */
const refersBack =
  /^(?:This|These|Those|That|Here|There (?:you|they)|It|Its|They|Their|Such|Otherwise|In this case)\b/;

const abbreviated = /\b(?:e\.g|i\.e|no|vs|approx|incl|inc|etc)\.$/i;

/** The segmenter finds no border before a digit that a small letter follows ("... hours. 24x7 support ..."). */
const borderBeforeDigit = /(?<=\p{Ll}{2}[.!?]) (?=\d)/u;

/** The sentences of a text, one after the other; joined with blanks they are the text. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  const stretches = text.replace(/\s+/g, ' ').split(borderBeforeDigit);
  for (const { segment } of stretches.flatMap((stretch) => [...segmenter.segment(stretch)])) {
    const sentence = segment.trim();
    const before = sentences.at(-1);
    const continues = /^\p{Ll}/u.test(sentence) || abbreviated.test(before ?? '');
    if (sentence === '') continue;
    if (before !== undefined && continues) sentences[sentences.length - 1] = `${before} ${sentence}`;
    else sentences.push(sentence);
  }
  return sentences;
}

/** The sentences of a plain text; one that refers back to the sentence before it is given together with that. */
export function sentencesOf(text: string): readonly string[] {
  const sentences = splitSentences(text);
  return sentences.map((sentence, at) => {
    const before = sentences[at - 1];
    const joined = `${before} ${sentence}`;
    return before !== undefined && refersBack.test(sentence) && joined.length <= LONGEST ? joined : sentence;
  });
}

/** "(a)", "(ii)", "1)" with a blank before and after it. */
const marker = /\s\((?:[a-h]|[ivx]{1,4}|\d)\)\s/g;

/** The clauses of a sentence that lists "(a) ...; (b) ...", each with the words that lead up to the list; none otherwise. */
export function clausesOf(sentence: string): readonly string[] {
  const marks = [...sentence.matchAll(marker)];
  const [first] = marks;
  if (marks.length < 2 || first === undefined) return [];
  const leadIn = sentence.slice(0, first.index);
  return marks.map((mark, at) => {
    const clause = sentence.slice(mark.index + mark[0].length, marks[at + 1]?.index);
    return `${leadIn} ${clause.replace(/[;,.]?(?:\s+(?:or|and))?$/, '')}.`;
  });
}
