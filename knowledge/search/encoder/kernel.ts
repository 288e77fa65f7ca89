import { kernelBinary } from './kernel-binary.js';

/** An address in the kernel's memory. */
export type Address = number;

/** The functions of the *.as.ts files, described there. */
interface Kernel {
  expand(from: Address, to: Address, count: number, scale: number, min: number): void;
  pack(from: Address, to: Address, depth: number, width: number): void;
  quantise(x: Address, rows: number, depth: number, limit: number, packed: Address): void;
  multiply(
    packed: Address,
    rows: number,
    depth: number,
    width: number,
    weights: Address,
    scale: number,
    min: number,
    bias: Address,
    y: Address,
  ): void;
  addAndNormalise(x: Address, y: Address, rows: number, width: number, gain: Address, shift: Address): void;
  attend(q: Address, k: Address, v: Address, rows: number, width: number, weights: Address, y: Address): void;
  gelu(x: Address, count: number): void;
}

/** The kernel with its memory, which is handed out piece by piece and never given back. */
export interface Machine {
  readonly kernel: Kernel;
  readonly allocate: (bytes: number) => Address;
  readonly bytes: (at: Address, length: number) => Uint8Array;
  readonly floats: (at: Address, length: number) => Float32Array;
}

const PAGE = 65_536;
const ALIGNMENT = 16;

/** A kernel with room for `capacity` bytes. */
export function startKernel(capacity: number): Machine {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(capacity / PAGE) });
  const program = new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));
  const { exports } = new WebAssembly.Instance(program, { env: { memory } });
  let top = ALIGNMENT;
  return {
    kernel: exports as Kernel,
    allocate: (bytes) => {
      const at = top;
      top += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
      if (top > memory.buffer.byteLength)
        throw new Error(`the encoder's memory of ${capacity} bytes is too small`);
      return at;
    },
    bytes: (at, length) => new Uint8Array(memory.buffer, at, length),
    floats: (at, length) => new Float32Array(memory.buffer, at, length),
  };
}
