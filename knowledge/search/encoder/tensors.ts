/** Where one tensor lies in the weights file: one byte a value, and value = scale · byte + min. */
export interface Tensor {
  readonly shape: readonly number[];
  /** In bytes from the start of the weights file. */
  readonly offset: number;
  readonly scale: number;
  readonly min: number;
}

/**
 * The quantised tensors by name, out of the text of a TensorFlow.js `model.json`; the rest (shape constants of the graph)
 * only takes up room in the file. Throws when the text is no such manifest. Checked by hand, because a schema library
 * would add a quarter to the memory of the worker thread and as much to its start.
 */
export function readTensors(text: string): ReadonlyMap<string, Tensor> {
  const weights = field(field(field(JSON.parse(text), 'weightsManifest'), '0'), 'weights');
  if (!Array.isArray(weights)) throw new Error('no weightsManifest with weights');
  const tensors = new Map<string, Tensor>();
  let offset = 0;
  for (const weight of weights) {
    const [name, shape, quantization] = [
      field(weight, 'name'),
      field(weight, 'shape'),
      field(weight, 'quantization'),
    ];
    if (typeof name !== 'string' || !isShape(shape)) throw new Error('a weight without name or shape');
    const [scale, min] = [field(quantization, 'scale'), field(quantization, 'min')];
    const bytewise =
      field(quantization, 'dtype') === 'uint8' && typeof scale === 'number' && typeof min === 'number';
    if (bytewise) tensors.set(name, { shape, offset, scale, min });
    offset += (bytewise ? 1 : 4) * valuesIn(shape);
  }
  return tensors;
}

/** How many values a tensor of that shape has. */
export function valuesIn(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** How many bytes the tensors take. */
export function sizeOf(tensors: ReadonlyMap<string, Tensor>): number {
  return [...tensors.values()].reduce((sum, { shape }) => sum + valuesIn(shape), 0);
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function isShape(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
