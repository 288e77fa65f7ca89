/** A line of the document on its way to the Markdown parser; rewritten notations keep the line that they come from. */
export interface Line {
  readonly text: string;
  /** Line of origin, counted from 1. */
  readonly line: number;
  /** Inside a code fence: never rewritten. */
  readonly fenced: boolean;
  /** The notation says that this heading is a question, whatever its words. */
  readonly question: boolean;
}

/** The lines of the text, those inside code fences marked. */
export function linesOf(text: string): readonly Line[] {
  let fence: string | undefined;
  return text.split('\n').map((words, at) => {
    const mark = /^\s{0,12}(`{3,}|~{3,})/.exec(words)?.[1];
    const fenced = fence !== undefined || mark !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) && words.trim() === mark) fence = undefined;
    return { text: words, line: at + 1, fenced, question: false };
  });
}

/** A line in the place of another one. */
export function rewritten(origin: Line, text: string): Line {
  return { ...origin, text, question: false };
}

/** A question heading in the place of a line, blank lines around it. */
export function asQuestion(origin: Line, words: string): readonly Line[] {
  const title = words.replace(/\*\*|__/g, '').trim();
  const heading = { ...origin, text: `## ${title}`, question: true };
  return [rewritten(origin, ''), heading, rewritten(origin, '')];
}

export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

/** Whether the line is a Markdown heading with a number sign. */
export function isHeading(line: Line | undefined): boolean {
  return line !== undefined && !line.fenced && /^ {0,3}#{1,6}(?:\s|$)/.test(line.text);
}

/** Whether the words end as a question does. */
export function asksIt(words: string): boolean {
  return /[?？][\s#*_"'”’»)]*$/.test(words.slice(-10));
}
