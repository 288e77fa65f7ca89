import { z } from 'zod';
import type { Entitlements } from '../../policy/entitlement.js';
import { type Mistake, report } from './condition.js';

const names = z.array(z.string().min(1)).default([]);

export const noEntitlements: Entitlements = {
  services: [],
  levels: [],
  unmapped: [],
  ambiguous: [],
  filler: [],
};

/** What `entitlements.yaml` holds; checks that each level says something about each service and that no name means two things. */
export const entitlementsSchema: z.ZodType<Entitlements> = z
  .strictObject({
    services: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    levels: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        aroundTheClock: z.boolean(),
        includes: z.record(z.string(), z.string()),
      }),
    ),
    unmapped: names,
    ambiguous: names,
    filler: names,
  })
  .superRefine((entitlements, context) => {
    report([...cellMistakes(entitlements), ...nameMistakes(entitlements)], context);
  });

function* cellMistakes({ services, levels }: Entitlements): Iterable<Mistake> {
  const known = new Set(services.map((service) => service.id));
  for (const [index, { name, includes }] of levels.entries()) {
    const path = ['levels', index, 'includes'];
    for (const id of known) {
      if (!Object.hasOwn(includes, id))
        yield { path, message: `nothing is said about "${id}" for ${name}; add it` };
    }
    for (const id of Object.keys(includes)) {
      if (!known.has(id))
        yield { path: [...path, id], message: `"${id}" is no service; add it to services or remove it here` };
    }
  }
}

function* nameMistakes({ levels, unmapped, ambiguous }: Entitlements): Iterable<Mistake> {
  const seen = new Set<string>();
  const all: readonly Mistake[] = [
    ...levels.map(({ name }, index) => ({ path: ['levels', index, 'name'], message: name })),
    ...unmapped.map((name, index) => ({ path: ['unmapped', index], message: name })),
    ...ambiguous.map((name, index) => ({ path: ['ambiguous', index], message: name })),
  ];
  for (const { path, message: name } of all) {
    if (seen.has(name.toLowerCase()))
      yield { path, message: `"${name}" stands here twice; a name means one thing` };
    seen.add(name.toLowerCase());
  }
}
