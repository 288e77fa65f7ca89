import { z } from 'zod';
import { readYaml } from '../yaml.js';
import { patternShape } from './pattern-shape.js';
import { noSeparators, type Separators } from './separators.js';

const list = z.array(patternShape).default([]);
const shape = z.strictObject({
  another: list,
  also: list,
  announced: list,
  same: list,
  joins: list,
  follows: list,
});

/** Reads `separators.yaml`; a missing file holds none. Throws a BuildError. */
export function readSeparators(file: string): Separators {
  return readYaml(file, shape, noSeparators);
}
