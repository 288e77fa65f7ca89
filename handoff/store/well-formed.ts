/** NUL and unpaired surrogates as `JSON.stringify` writes them; a false alarm only costs a second look. */
const suspicious = /\\u(?:0000|d[89a-f])/;

/**
 * The value as JSON carries it, without NUL and unpaired surrogates in any text: the one door to the store.
 * A new copy, so that nobody can change afterwards what was stored.
 */
export function wellFormed<T>(value: T): T {
  const json = JSON.stringify(value ?? null);
  const copy: unknown = JSON.parse(json);
  return (suspicious.test(json) ? clean(copy) : copy) as T;
}

/** The key itself. Throws on NUL and unpaired surrogates: two different keys must never become one by cleaning. */
export function wellFormedKey(key: string): string {
  if (key.includes('\0') || /\p{Surrogate}/u.test(key))
    throw new RangeError('A key of the store holds NUL or half a character.');
  return key;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), clean(item)]));
}

const cleanText = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
