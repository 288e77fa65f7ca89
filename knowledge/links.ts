import { z } from 'zod';
import { readYaml } from './yaml.js';

/** The addresses that the bot gives by itself, by name. */
export type NamedLinks = Readonly<Record<string, string>>;

const address = z
  .string()
  .regex(
    /^(?:https?:\/\/|mailto:|tel:)\S+$/,
    'not an address; it begins with https:, http:, mailto: or tel:',
  );

/** Reads `links.yaml`; a missing file names none. Throws a BuildError for what is no address. */
export function readLinks(file: string): NamedLinks {
  return readYaml(file, z.record(z.string(), address), {});
}
