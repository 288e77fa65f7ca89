import { z } from 'zod';
import { IvantiError } from './ivanti-error.js';

/** As much as is read of one answer, in bytes. A record has some hundred fields. */
const longestAnswer = 1_000_000;

/** In an error's body: a code such as ISM_4000, and sentences. */
const errorShape = z.looseObject({
  code: z.string().regex(/^ISM_\d{4}$/),
  message: z.union([z.string(), z.array(z.unknown())]).optional(),
});

/** What a successful answer holds, undefined being nothing at all. Throws an IvantiError for every other answer. */
export async function readAnswer(response: Response): Promise<unknown> {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    throw new IvantiError('setup', `it answered ${status}, which leads elsewhere: check ITSM_URL`);
  }
  const text = await textOf(response);
  const content = parsed(text);
  const error = errorShape.safeParse(content).data;
  if (status < 300 && error === undefined) {
    if (text.trim() === '') return undefined;
    if (content !== undefined) return content;
    throw new IvantiError('later', `it answered ${status} with something else than JSON`);
  }
  throw failure(status < 300 && error ? meantBy(error.code) : status, error, text, waitOf(headers));
}

function failure(
  status: number,
  error: z.infer<typeof errorShape> | undefined,
  text: string,
  wait: number | undefined,
): IvantiError {
  const said = `it answered ${status}${error ? ` ${error.code}` : ''}`;
  if (status === 401 || status === 403)
    return new IvantiError('key', `${said}: it does not take the key, or the key's role may not do this`);
  if (status === 404 || status === 405)
    return new IvantiError('setup', `${said}: there is no such business object at ITSM_URL`);
  if (status === 429 || (status === 503 && wait !== undefined)) return new IvantiError('busy', said, wait);
  if (status >= 400 && status < 500 && status !== 408) {
    const named = fieldsNamedIn(error?.message);
    return new IvantiError('refused', named.length === 0 ? said : `${said}, naming ${named.join(', ')}`);
  }
  const hint =
    status === 500 && text.trim() === ''
      ? ' without a word, as it does for a value that a pick list does not have'
      : '';
  return new IvantiError('later', said + hint, wait);
}

/** The status that an error's code stands for: ISM_4000 is 400. */
function meantBy(code: string): number {
  return Number(`${code.slice(4, 5)}0${code.slice(7)}`);
}

/** Of what an error says only the names of fields: the rest may repeat what the customer wrote. */
function fieldsNamedIn(message: z.infer<typeof errorShape>['message']): readonly string[] {
  const text = [message].flat().filter((one) => typeof one === 'string');
  const names = text.flatMap((one) => [
    ...one.slice(0, 2_000).matchAll(/\bfield ["']?(?:\w{1,50}\.)?([A-Z]\w{1,50})/gi),
  ]);
  return [...new Set(names.map(([, name]) => name ?? ''))].slice(0, 10);
}

/** Milliseconds that Retry-After asks for, as seconds or as a date of the server's own clock. */
function waitOf(headers: Headers): number | undefined {
  const after = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(after)) return Number(after) * 1000;
  const wait = Date.parse(after) - Date.parse(headers.get('date') ?? '');
  return wait >= 0 ? wait : undefined;
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Leaving the loop cancels the rest.
    if (bytes > longestAnswer)
      throw new IvantiError('later', `its answer is longer than ${longestAnswer} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
