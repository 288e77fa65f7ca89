import { closeSync, openSync, readSync } from 'node:fs';
import type { Address, Machine } from './kernel.js';
import { type Tensor, valuesIn } from './tensors.js';

/** A matrix of bytes in the kernel's memory: value = scale · byte + min. */
export interface Bytes {
  readonly at: Address;
  readonly scale: number;
  readonly min: number;
}

/** A dense layer, its bytes packed for `multiply`. */
export interface Dense extends Bytes {
  readonly depth: number;
  readonly width: number;
  readonly bias: Address;
}

/** Reads tensors by name out of a weights file into the kernel's memory. Each throws when the tensor is not as expected. */
export interface WeightsFile {
  readonly bytes: (name: string, shape: readonly number[]) => Bytes;
  readonly floats: (name: string, shape: readonly number[]) => Address;
  readonly dense: (name: string, depth: number, width: number) => Dense;
  readonly close: () => void;
}

/** `largest`: bytes of the largest matrix that `dense` will be asked for. */
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

  const read = ({ shape, offset }: Tensor, at: Address): void => {
    const bytes = machine.bytes(at, valuesIn(shape));
    if (readSync(descriptor, bytes, 0, bytes.length, offset) === bytes.length) return;
    throw new Error(`${file} is shorter than model.json says`);
  };

  const floats = (name: string, shape: readonly number[]): Address => {
    const tensor = find(name, shape);
    const at = machine.allocate(4 * valuesIn(shape));
    read(tensor, scratch);
    machine.kernel.expand(scratch, at, valuesIn(shape), tensor.scale, tensor.min);
    return at;
  };

  return {
    floats,
    bytes: (name, shape) => {
      const tensor = find(name, shape);
      const at = machine.allocate(valuesIn(shape));
      read(tensor, at);
      return { at, scale: tensor.scale, min: tensor.min };
    },
    dense: (name, depth, width) => {
      const bias = floats(`${name}/BiasAdd/ReadVariableOp`, [width]);
      const tensor = find(`${name}/Tensordot/ReadVariableOp`, [depth, width]);
      const at = machine.allocate(depth * width);
      read(tensor, scratch);
      machine.kernel.pack(scratch, at, depth, width);
      return { at, scale: tensor.scale, min: tensor.min, depth, width, bias };
    },
    close: () => closeSync(descriptor),
  };
}
