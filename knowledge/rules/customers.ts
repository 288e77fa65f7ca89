import { z } from 'zod';
import type { Customer } from '../../policy/customer.js';
import { type Entitlements, supportLevel } from '../../policy/entitlement.js';
import type { Region } from '../../policy/hours.js';
import { type Mistake, report } from './condition.js';

const keys = z.array(z.string().min(1)).default([]);

const customerSchema = z.strictObject({
  name: z.string().min(1),
  domains: z
    .array(
      z
        .string()
        .regex(/^[^\s@]+\.[^\s@.]+$/, 'a domain looks like example.org, without "@"')
        .toLowerCase(),
    )
    .default([]),
  tenants: keys,
  accounts: keys,
  level: z.string().optional(),
  region: z.string().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country is two capital letters, such as NO')
    .optional(),
});

/** What `customers.yaml` holds; checks levels and regions, and that nothing finds two customers. */
export function customersSchema(
  entitlements: Entitlements,
  regions: readonly Region[],
): z.ZodType<readonly Customer[]> {
  return z
    .strictObject({ customers: z.array(customerSchema) })
    .superRefine(({ customers }, context) => {
      report([...referenceMistakes(customers, entitlements, regions), ...sharedMistakes(customers)], context);
    })
    .transform(({ customers }) => customers.map((customer) => withLevelId(customer, entitlements)));
}

function withLevelId(customer: Customer, entitlements: Entitlements): Customer {
  const named = customer.level === undefined ? undefined : supportLevel(customer.level, entitlements);
  return named?.kind === 'level' ? { ...customer, level: named.level.id } : customer;
}

function* referenceMistakes(
  customers: readonly Customer[],
  entitlements: Entitlements,
  regions: readonly Region[],
): Iterable<Mistake> {
  for (const [index, { level, region }] of customers.entries()) {
    if (level !== undefined && supportLevel(level, entitlements).kind !== 'level') {
      const known = entitlements.levels.map(({ name }) => name).join(', ');
      yield {
        path: ['customers', index, 'level'],
        message: `"${level}" is no support level; write one of ${known}`,
      };
    }
    if (region !== undefined && !regions.some(({ id }) => id === region)) {
      const known = regions.map(({ id }) => id).join(', ') || 'none yet';
      yield {
        path: ['customers', index, 'region'],
        message: `"${region}" is no region of hours.yaml (${known})`,
      };
    }
  }
}

function* sharedMistakes(customers: readonly Customer[]): Iterable<Mistake> {
  for (const field of ['domains', 'tenants', 'accounts'] as const) {
    const owners = new Map<string, string>();
    for (const [index, customer] of customers.entries()) {
      for (const [at, key] of customer[field].entries()) {
        const owner = owners.get(key.toLowerCase());
        if (owner !== undefined) {
          yield {
            path: ['customers', index, field, at],
            message: `"${key}" already finds ${owner}; it can find only one customer`,
          };
        }
        owners.set(key.toLowerCase(), customer.name);
      }
    }
  }
}
