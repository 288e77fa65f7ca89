/** So many numbers share one step size: small enough that one large number does not blur the others. */
const block = 64;

const largest = 127;

/** Numbers in bytes: for each block the size of one step as a 4-byte float, then every number as signed steps of one byte. */
export function joinFloats(numbers: Float32Array): Buffer {
  const blocks = Math.ceil(numbers.length / block);
  const start = blocks * 4;
  const bytes = Buffer.alloc(start + numbers.length);
  for (let part = 0; part < blocks; part += 1) {
    const from = part * block;
    const values = numbers.subarray(from, from + block);
    const step = values.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0) / largest;
    bytes.writeFloatLE(step, 4 * part);
    values.forEach((value, offset) => {
      bytes.writeInt8(step === 0 ? 0 : Math.round(value / step), start + from + offset);
    });
  }
  return bytes;
}

/** What `joinFloats` joined, to within half a step. */
export function splitFloats(bytes: Buffer): Float32Array {
  const blocks = Math.ceil(bytes.length / (block + 4));
  const start = blocks * 4;
  const numbers = new Float32Array(bytes.length - start);
  for (let part = 0; part < blocks; part += 1) {
    const step = bytes.readFloatLE(4 * part);
    const end = Math.min((part + 1) * block, numbers.length);
    // A byte above 127 is a negative step.
    for (let at = part * block; at < end; at += 1)
      numbers[at] = (((bytes[start + at] ?? 0) << 24) >> 24) * step;
  }
  return numbers;
}
