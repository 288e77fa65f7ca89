import { openSync, readSync } from 'node:fs';
import type { Address, Machine } from './kernel.js';
import type { Tensor } from './tensors.js';

/** A dense layer in the kernel's memory: its bytes, packed for `multiply`, stand for scale · byte + min. */
export interface Dense {
  readonly depth: number;
  readonly width: number;
  readonly weights: Address;
  readonly scale: number;
  readonly min: number;
  readonly bias: Address;
}

/** A table that stays in the file: few of its rows are ever asked for, and reading one takes microseconds. */
export interface Table {
  /** Puts the floats of one row, counted from 0, at an address. */
  readonly read: (row: number, to: Address) => void;
}

/** Reads tensors by name into the kernel's memory. Each throws when the tensor is not as expected. */
export interface WeightsFile {
  readonly table: (name: string, width: number) => Table;
  readonly floats: (name: string, count: number) => Address;
  readonly dense: (name: string, depth: number, width: number) => Dense;
}

/** The file stays open for as long as the thread lives. `largest`: bytes of the largest matrix `dense` will be asked for. */
export function openWeights(
  file: string,
  tensors: ReadonlyMap<string, Tensor>,
  machine: Machine,
  largest: number,
): WeightsFile {
  const descriptor = openSync(file, 'r');
  const scratch = machine.allocate(largest);

  const find = (name: string, shape: readonly number[]): Tensor => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`model.json has no quantised tensor "${name}"`);
    if (`${tensor.shape}` === `${shape}`) return tensor;
    throw new Error(`tensor "${name}" has the shape ${tensor.shape}; ${shape} was expected`);
  };

  const read = (offset: number, length: number): void => {
    if (readSync(descriptor, machine.bytes(scratch, length), 0, length, offset) === length) return;
    throw new Error(`${file} is shorter than model.json says`);
  };

  const floats = (name: string, count: number): Address => {
    const { offset, scale, min } = find(name, [count]);
    const at = machine.allocate(4 * count);
    read(offset, count);
    machine.kernel.expand(scratch, at, count, scale, min);
    return at;
  };

  return {
    floats,
    table: (name, width) => {
      const rows = tensors.get(name)?.shape[0] ?? 0;
      const { offset, scale, min } = find(name, [rows, width]);
      return {
        read: (row, to) => {
          if (row >= rows) throw new Error(`tensor "${name}" has ${rows} rows, too few for row ${row}`);
          read(offset + row * width, width);
          machine.kernel.expand(scratch, to, width, scale, min);
        },
      };
    },
    dense: (name, depth, width) => {
      const bias = floats(`${name}/BiasAdd/ReadVariableOp`, width);
      const { offset, scale, min } = find(`${name}/Tensordot/ReadVariableOp`, [depth, width]);
      const weights = machine.allocate(depth * width);
      read(offset, depth * width);
      machine.kernel.pack(scratch, weights, depth, width);
      return { depth, width, weights, scale, min, bias };
    },
  };
}
