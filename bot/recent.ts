/** A map of the newest entries, so that it does not grow for ever. */
export interface Recent<Value> {
  has(key: string): boolean;
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** `limit`: how many are kept. */
export function createRecent<Value>(limit: number): Recent<Value> {
  const values = new Map<string, Value>();
  return {
    has: (key) => values.has(key),
    get: (key) => values.get(key),
    set: (key, value) => {
      const [oldest] = values.keys();
      if (values.size >= limit && oldest !== undefined) values.delete(oldest);
      values.set(key, value);
    },
  };
}
