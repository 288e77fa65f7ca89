import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BuildError } from '../../knowledge/build-error.js';
import { readYaml } from '../../knowledge/yaml.js';
import { caseStatuses } from '../case.js';
import { casePlaces, placesIn } from './ivanti-places.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const byPriority = z.strictObject({ P1: scalar, P2: scalar, P3: scalar, P4: scalar, none: scalar });
const fieldValue = z.union([scalar, byPriority], {
  error: 'write text, a number, true or false, or one of these for each of P1, P2, P3, P4 and none',
});
const name = z
  .string()
  .regex(/^[A-Za-z_]\w{0,99}$/, 'the name of a business object or field has letters, digits and "_" only');

/** Fields and their values, in which only these places may be filled in; undefined: those of any field's name. */
function fields(places: readonly string[] | undefined) {
  return z.record(name, fieldValue).superRefine((given, context) => {
    for (const [field, value] of Object.entries(given)) {
      for (const text of [typeof value === 'object' ? Object.values(value) : value].flat()) {
        for (const place of placesIn(String(text))) {
          const known = places === undefined ? name.safeParse(place).success : isKnown(place, places);
          if (known) continue;
          const all = places === undefined ? 'names of fields' : places.map((one) => `{${one}}`).join(' ');
          context.addIssue({
            code: 'custom',
            path: [field],
            message: `nothing can be filled in for {${place}}; there are ${all}`,
          });
        }
      }
    }
  });
}

function isKnown(place: string, places: readonly string[]): boolean {
  return places.includes(place) || (places.includes('answer.<id>') && /^answer\.[\w-]+$/.test(place));
}

const mappingShape = z.strictObject({
  incident: z.strictObject({ object: name, reference: name, number: name, fields: fields(casePlaces) }),
  customer: z
    .strictObject({
      object: name,
      email: name,
      fields: fields(undefined),
      unknown: fields([]).optional(),
    })
    .optional(),
  note: z.strictObject({ object: name, reference: name, fields: fields(['text', 'incident']) }),
  status: z.partialRecord(z.enum(caseStatuses), fields([...casePlaces, 'note'])).default({}),
  longest: z.record(name, z.int().min(1).max(100_000)).default({}),
  html: z.array(name).default([]),
});

/** How cases become incidents, as `itsm.yaml` says it. */
export type IvantiMapping = z.infer<typeof mappingShape>;
export type MappedFields = IvantiMapping['incident']['fields'];

/** Reads `itsm.yaml` of the content folder. Throws a BuildError with every mistake, each with file and line. */
export function readIvantiMapping(folder: string): IvantiMapping {
  const file = join(folder, 'itsm.yaml');
  if (!existsSync(file)) {
    const message =
      'there is no such file, but ITSM_URL is set: copy the one of knowledge/content and adapt it';
    throw new BuildError([{ file, severity: 'error', message }]);
  }
  return readYaml(file, mappingShape);
}
