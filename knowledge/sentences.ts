const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Longest sentence, in characters, that a sentence referring back is joined to. */
const LONGEST = 320;

/** A sentence that begins so cannot be understood without the one before it. */
const refersBack =
  /^(?:this|these|those|that|here|there you|it|its|they|their|such|otherwise|in this case)\b/i;

/** The sentences of a plain text; one that refers back to the sentence before it is given together with that. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text.replace(/\s+/g, ' '))) {
    const sentence = segment.trim();
    const before = sentences.at(-1);
    const continues =
      /^\p{Ll}/u.test(sentence) || /\b(?:e\.g|i\.e|no|vs|approx|incl|inc|etc)\.$/i.test(before ?? '');
    if (sentence === '') continue;
    if (before !== undefined && continues) sentences[sentences.length - 1] = `${before} ${sentence}`;
    else sentences.push(sentence);
  }
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
