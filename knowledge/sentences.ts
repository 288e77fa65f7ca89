/** Longest sentence, in characters, that a sentence referring back is joined to. */
const LONGEST = 320;

/** A sentence that begins so cannot be understood without the one before it. */
const refersBack =
  /^(?:This|These|Those|That|Here|There (?:you|they)|It|Its|They|Their|Such|Otherwise|In this case)\b/;

/** After these a full stop ends no sentence. */
const abbreviated = /(?:^|[\s(])(?:e\.g|i\.e|no|nos|vs|approx|incl|inc|ltd|st|dr|mr|mrs|ms)\.$/i;

/** A full stop, question or exclamation mark, perhaps brackets or quotes, a blank, and what can begin a sentence. */
const border = /(?<=[.!?][)\]"'”’*_]{0,3}) (?=["'“‘(*_`[]{0,3}[\p{Lu}\p{N}])/u;

/** The sentences of a text, one after the other; joined with blanks they are the text. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  for (const sentence of text.replace(/\s+/g, ' ').trim().split(border)) {
    const before = sentences.at(-1);
    if (before !== undefined && abbreviated.test(before.slice(-10))) {
      sentences[sentences.length - 1] = `${before} ${sentence}`;
    } else if (sentence !== '') sentences.push(sentence);
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

/** "(a)", "(ii)", "(1)" with a blank before and after it. */
const marker = /\s\(([a-h]|[ivx]{1,4}|\d)\)\s/g;

/** How the marks of a list begin. */
const beginnings = new Set(['a b', 'i ii', '1 2']);

/** The clauses of a sentence that lists "(a) ...; (b) ...", each with the words that lead up to the list; none otherwise. */
export function clausesOf(sentence: string): readonly string[] {
  const marks = [...sentence.matchAll(marker)];
  const [first, second] = marks;
  if (first === undefined || !beginnings.has(`${first[1]} ${second?.[1]}`)) return [];
  const leadIn = sentence.slice(0, first.index);
  return marks.map((mark, at) => {
    const clause = sentence.slice(mark.index + mark[0].length, marks[at + 1]?.index);
    return `${leadIn} ${clause.replace(/[;,.]?(?:\s+(?:or|and))?$/, '')}.`;
  });
}
