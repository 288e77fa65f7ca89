const kinds = { Int8Array, Uint16Array, Uint32Array, Float32Array };

/** The arrays of numbers that a model is made of. */
type Numbers = Int8Array | Uint16Array | Uint32Array | Float32Array;

/** So that an array of any kind can be read where it lies. */
const alignment = 4;

/** A value as JSON, in which `{"array": kind, "from": byte, "length": n}` stands for an array of numbers, and the arrays' bytes. */
export function writeArrays(value: unknown): { readonly text: string; readonly bytes: Buffer } {
  const pieces: Buffer[] = [];
  let from = 0;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (!isNumbers(part)) return part;
    const reference = { array: part.constructor.name, from, length: part.length };
    const padded = Buffer.alloc(Math.ceil(part.byteLength / alignment) * alignment);
    padded.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    pieces.push(padded);
    from += padded.length;
    return reference;
  });
  return { text, bytes: Buffer.concat(pieces) };
}

/** What `writeArrays` wrote, its text parsed. The arrays are views of the bytes. Throws when an array lies outside of them. */
export function readArrays(value: unknown, bytes: Buffer): unknown {
  // A copy where the bytes do not begin at an even place; it takes the place of the file's.
  const aligned = bytes.byteOffset % alignment === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  const read = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(read);
    if ('array' in part && 'from' in part && 'length' in part) {
      const kind = Object.entries(kinds).find(([name]) => name === part.array)?.[1];
      if (kind) {
        const [from, length] = [aligned.byteOffset + Number(part.from), Number(part.length)];
        // Types of arrays differ in whether memory may be shared; a file's never is.
        return new kind(aligned.buffer as ArrayBuffer, from, length);
      }
    }
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, read(one)]));
  };
  return read(value);
}

function isNumbers(part: unknown): part is Numbers {
  return Object.values(kinds).some((kind) => part instanceof kind);
}
