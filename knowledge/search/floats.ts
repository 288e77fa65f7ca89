/** So many numbers share one step size: small enough that one large number does not blur the others. */
const block = 64;

const largest = 127;

/** Numbers as base64: for each block the size of one step as a 4-byte float, then every number as signed steps of one byte. */
export function joinFloats(numbers: Float32Array): string {
  const blocks = Math.ceil(numbers.length / block);
  const steps = new Float32Array(blocks);
  const counts = new Int8Array(numbers.length);
  for (let at = 0; at < blocks; at += 1) {
    const part = numbers.subarray(at * block, (at + 1) * block);
    const step = part.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0) / largest;
    steps[at] = step;
    part.forEach((value, offset) => {
      counts[at * block + offset] = step === 0 ? 0 : Math.round(value / step);
    });
  }
  return Buffer.concat([Buffer.from(steps.buffer), Buffer.from(counts.buffer)]).toString('base64');
}

/** What `joinFloats` joined, to within half a step. */
export function splitFloats(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  const blocks = Math.ceil(bytes.length / (block + 4));
  const start = blocks * 4;
  const numbers = new Float32Array(bytes.length - start);
  for (let at = 0; at < numbers.length; at += 1) {
    numbers[at] = bytes.readInt8(start + at) * bytes.readFloatLE(4 * Math.floor(at / block));
  }
  return numbers;
}
