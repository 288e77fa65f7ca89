import { escapeAddress } from '../markdown-text.js';
import { asQuestion, type Line, rewritten } from './line.js';

/** Elements whose text becomes one line, however many lines it stands on. */
const gathered = /^(?:h[1-6]|summary|dt|p|li|tr)$/;
/** Elements that stand apart from what is around them. */
const apart =
  /^(?:details|br|hr|div|dl|dd|ul|ol|table|section|article|main|header|footer|nav|body|html|head|blockquote)$/;
const withinLine = /^(?:a|b|strong|i|em|code|td|th|span|img|font|sup|sub|u|small|thead|tbody|title)$/;
const hidden = /^(?:script|style|template|noscript)$/;
const marks: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', code: '`' };

const tag = /<!--|-->|<(\/?)([a-z][a-z0-9]{0,10})((?:\s[^<>]{0,2000})?)\/?>/gi;

/**
 * Writes the HTML of a document (headings, `<details>`, `<dl>`, lists, tables, links, emphasis) as Markdown, `<summary>` and
 * `<dt>` as questions; comments and scripts go. Lines without such elements stay as they are.
 */
export function htmlAsMarkdown(lines: readonly Line[]): readonly Line[] {
  const writer = createWriter();
  for (const line of lines) {
    if (line.fenced) writer.keep(line);
    else writer.read(line);
  }
  return writer.result;
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: string;
}

function createWriter() {
  const result: Line[] = [];
  let text = '';
  let prefix = '';
  let origin: Line | undefined;
  /** The element that gathers text, and the one that hides it. */
  let gathers: string | undefined;
  let hides: string | undefined;
  let address: string | undefined;
  const lists: string[] = [];

  function write(words: string, line: Line): void {
    if (hides !== undefined || words === '') return;
    origin ??= line;
    text += gathers === undefined ? words : words.replace(/\s+/g, ' ');
  }

  function flush(line: Line): void {
    const words = text.replace(/^ +| +$/g, '');
    const from = origin ?? line;
    if (words.trim() !== '') result.push(...written(gathers, prefix, words, from));
    if (words.trim() !== '') prefix = '';
    text = '';
    origin = undefined;
    gathers = undefined;
  }

  function take({ name, closes, attributes }: Tag, line: Line): void {
    if (hides !== undefined) {
      if (hides === '<!--' ? name === '-->' : closes && name === hides) hides = undefined;
    } else if (name === '<!--' || (hidden.test(name) && !closes)) {
      hides = name;
    } else if (gathered.test(name)) {
      flush(line);
      if (!closes) gathers = name;
      if (name === 'p') result.push(rewritten(line, ''));
      if (name === 'li' && !closes)
        prefix = `${'   '.repeat(Math.max(lists.length - 1, 0))}${lists.at(-1) === 'ol' ? '1.' : '-'} `;
    } else if (apart.test(name)) {
      flush(line);
      if (name === 'ul' || name === 'ol') {
        if (closes) lists.pop();
        else lists.push(name);
      }
      result.push(rewritten(line, ''));
    } else if (name === 'td' || name === 'th') {
      if (!closes && text.trim() !== '') text += '\t';
    } else if (name === 'a') {
      if (!closes) address = attributeOf(attributes, 'href');
      if (address !== undefined) write(closes ? `](${escapeAddress(address)})` : '[', line);
      if (closes) address = undefined;
    } else if (name === 'img') {
      write(attributeOf(attributes, 'alt') ?? '', line);
    } else {
      write(Object.hasOwn(marks, name) ? (marks[name] ?? '') : '', line);
    }
  }

  return {
    result,
    keep(line: Line): void {
      flush(line);
      result.push(line);
    },
    read(line: Line): void {
      const tags = tagsIn(line.text);
      if (tags.length === 0 && gathers === undefined && hides === undefined) {
        result.push(line);
        return;
      }
      let end = 0;
      for (const match of tags) {
        write(line.text.slice(end, match.index), line);
        end = match.index + match[0].length;
        take({ name: nameOf(match), closes: match[1] === '/', attributes: match[3] ?? '' }, line);
      }
      write(line.text.slice(end), line);
      if (gathers === undefined) flush(line);
      else write(' ', line);
    },
  };
}

/** The tags of a line; one that is quoted as code is text. */
function tagsIn(text: string): readonly RegExpExecArray[] {
  const code = [...text.matchAll(/`[^`]+`/g)].map(
    (span) => [span.index, span.index + span[0].length] as const,
  );
  return [...text.matchAll(tag)].filter(
    (match) => isKnown(nameOf(match)) && !code.some(([from, to]) => match.index >= from && match.index < to),
  );
}

function nameOf(match: RegExpMatchArray): string {
  return match[2]?.toLowerCase() ?? match[0];
}

function isKnown(name: string): boolean {
  return (
    name === '<!--' || name === '-->' || [gathered, apart, withinLine, hidden].some((set) => set.test(name))
  );
}

function written(element: string | undefined, prefix: string, words: string, line: Line): readonly Line[] {
  if (element === 'summary' || element === 'dt') return asQuestion(line, words);
  if (!element?.startsWith('h')) return [rewritten(line, prefix + words)];
  return [
    rewritten(line, ''),
    rewritten(line, `${'#'.repeat(Number(element.slice(1)))} ${words}`),
    rewritten(line, ''),
  ];
}

function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
