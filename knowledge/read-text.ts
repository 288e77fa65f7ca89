import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { BuildError } from './build-error.js';

/** Largest content file that is read, in bytes. */
const LARGEST = 5 * 1024 * 1024;

/**
 * The text of a content file, line ends as `\n`, without a byte order mark.
 * Throws a BuildError when the file is missing, over 5 MB, empty, binary, or not UTF-8.
 */
export function readText(file: string): string {
  const bytes = readBounded(file);
  const wrong = whatIsWrong(bytes);
  if (wrong !== undefined) throw unusable(file, wrong);
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
}

function readBounded(file: string): Uint8Array {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (cause) {
    throw unusable(file, `cannot be read (${codeOf(cause)}); check the path and the permissions`);
  }
  try {
    const state = fstatSync(handle);
    if (!state.isFile()) throw unusable(file, 'is not a file; name the document itself');
    if (state.size > LARGEST)
      throw unusable(file, `has ${state.size} bytes; at most ${LARGEST} (5 MB) are read`);
    const bytes = new Uint8Array(state.size);
    return bytes.subarray(0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}

function whatIsWrong(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is UTF-16; save it as UTF-8';
  }
  if (bytes.includes(0))
    return 'is not a text file (it holds zero bytes); give the text of the document in UTF-8';
  if (bytes.every((byte) => byte <= 0x20)) return 'is empty';
  if (!isUtf8(bytes)) return 'is not UTF-8 (Latin-1 or Windows-1252, perhaps); save it as UTF-8';
  return undefined;
}

function unusable(file: string, message: string): BuildError {
  return new BuildError([{ file, severity: 'error', message }]);
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : String(cause);
}
