/** Rows of numbers, a byte each: a number is a signed byte times the step of its row. */
export interface Matrix {
  readonly width: number;
  /** One for each row. */
  readonly steps: Float32Array;
  /** Row after row. */
  readonly bytes: Int8Array;
}

const largest = 127;

/** The numbers, row after row, to within half a step each: the largest of a row takes 127 steps. */
export function matrixOf(numbers: Float32Array, width: number): Matrix {
  const rows = width === 0 ? 0 : numbers.length / width;
  const steps = new Float32Array(rows);
  const bytes = new Int8Array(numbers.length);
  for (let row = 0; row < rows; row += 1) {
    const values = numbers.subarray(row * width, (row + 1) * width);
    const step = values.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0) / largest;
    steps[row] = step;
    if (step > 0)
      bytes.set(
        values.map((value) => Math.round(value / step)),
        row * width,
      );
  }
  return { width, steps, bytes };
}

/** The rows of these numbers, in their order. */
export function rowsOf({ width, steps, bytes }: Matrix, rows: readonly number[]): Matrix {
  const chosen = new Int8Array(rows.length * width);
  rows.forEach((row, at) => {
    chosen.set(bytes.subarray(row * width, (row + 1) * width), at * width);
  });
  return { width, steps: Float32Array.from(rows, (row) => steps[row] ?? 0), bytes: chosen };
}

/** Adds a row, `factor` times, to the numbers. */
export function addRow({ width, steps, bytes }: Matrix, row: number, factor: number, to: Float32Array): void {
  const by = factor * (steps[row] ?? 0);
  const from = row * width;
  for (let at = 0; at < width; at += 1) to[at] = (to[at] ?? 0) + by * (bytes[from + at] ?? 0);
}

/** The dot product of a row and a vector as wide; four sums side by side are twice as fast as one. */
export function dotRow({ width, steps, bytes }: Matrix, row: number, vector: Float32Array): number {
  const from = row * width;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < width; at += 4) {
    a += (bytes[from + at] ?? 0) * (vector[at] ?? 0);
    b += (bytes[from + at + 1] ?? 0) * (vector[at + 1] ?? 0);
    c += (bytes[from + at + 2] ?? 0) * (vector[at + 2] ?? 0);
    d += (bytes[from + at + 3] ?? 0) * (vector[at + 3] ?? 0);
  }
  return (a + b + c + d) * (steps[row] ?? 0);
}
