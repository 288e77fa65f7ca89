import { Problem } from './problem.js';

const deepest = 64;
const malformed = () => new Problem(400, 'BadRequest', 'The request body is not valid JSON in UTF-8.');

/**
 * Reads a request body as JSON. Strict UTF-8 without a byte order mark, at most 64 levels deep; keys that could reach
 * a prototype are dropped, and strings come out well formed and without NUL, so that any store can hold them.
 * Throws a `Problem` with status 400.
 */
export function parseJson(body: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw malformed();
  }
  if (depthOf(text) > deepest) {
    throw new Problem(400, 'BadRequest', `The request body is nested more than ${deepest} levels deep.`);
  }
  try {
    return JSON.parse(text, clean);
  } catch {
    throw malformed();
  }
}

function clean(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype' || key.includes('\0'))
    return undefined;
  return typeof value === 'string' ? storable(value) : value;
}

const storable = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** Counted on the text, before the parser: what walks the parsed value recursively must never see a deep one. */
function depthOf(text: string): number {
  let depth = 0;
  let greatest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') greatest = Math.max(greatest, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return greatest;
}
