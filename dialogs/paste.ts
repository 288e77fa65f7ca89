/** Longer than anybody types as a short answer, in characters. */
const typedLength = 2000;

/** As many lines of a log make a log. */
const logLines = 4;

/** How a line of a log, a stack trace or a dump begins. */
const logLine =
  /^\s{0,20}(?:[[(<]?\d{4}-\d\d-\d\d|[[(]?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}[ ,T]|[[(]?\d\d:\d\d:\d\d|at [\w$.<>]{3,100}\(|Caused by:|Traceback|File "|[\w.]{3,80}(?:Exception|Error)\b|[[<(]?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\b|<\?xml|<\/?\w+[ >]|[{}[\]",]{1,5}$|"[\w.-]{1,60}":)/;

/** What the customer says, and what came along as a paste. */
export interface Pasted {
  readonly said: string;
  /** A log, a stack trace, or a text far too long for an answer; empty when there is none. */
  readonly paste: string;
}

/** Tells words from a paste: a log belongs to the evidence, whatever was asked. `free`: any words are an answer, long ones too. */
export function splitPaste(text: string, free: boolean): Pasted {
  const lines = text.split('\n');
  const isLog = lines.map((line) => logLine.test(line.slice(0, 200)));
  const first = isLog.indexOf(true);
  const count = isLog.filter(Boolean).length;
  if (count >= logLines && count * 2 >= lines.length - first)
    return { said: lines.slice(0, first).join('\n').trim(), paste: lines.slice(first).join('\n') };
  return text.length > typedLength && !free ? { said: '', paste: text } : { said: text, paste: '' };
}
