import { join } from 'node:path';
import type { ZodType } from 'zod';
import type { Customer } from '../policy/customer.js';
import type { Entitlements } from '../policy/entitlement.js';
import type { Region } from '../policy/hours.js';
import type { Priority } from '../policy/priority.js';
import type { IntakeRules } from '../policy/progress.js';
import type { RouteRule } from '../policy/routes.js';
import { BuildError } from './build-error.js';
import type { Finding } from './finding.js';
import { customersSchema } from './rules/customers.js';
import { entitlementsSchema, noEntitlements } from './rules/entitlements.js';
import { hoursSchema } from './rules/hours.js';
import { intakeSchema, noIntake } from './rules/intake.js';
import { noPriorities, prioritiesSchema } from './rules/priorities.js';
import { type Product, productsSchema } from './rules/products.js';
import { routesSchema } from './rules/routes.js';
import { readYaml } from './yaml.js';

/** Everything that the policy functions decide by, as the content folder states it. */
export interface Rules extends IntakeRules {
  /** What the document calls each grade, such as "Very High Service Impact". */
  readonly priorityNames: Readonly<Record<Priority, string>>;
  readonly entitlements: Entitlements;
  readonly regions: readonly Region[];
  readonly routes: readonly RouteRule[];
  readonly products: readonly Product[];
  readonly customers: readonly Customer[];
}

/**
 * Reads the rules from the YAML files of a content folder; a missing file states nothing. Each file is checked in itself and
 * against those it refers to: every way through the intake ends in one grade or with a person, every criterion can be met.
 * Throws a BuildError with the mistakes of all files, each with file and line.
 */
export function readRules(folder: string): Rules {
  const findings: Finding[] = [];
  const read = <T>(file: string, schema: ZodType<T>, nothing: T): T => {
    try {
      return readYaml(join(folder, file), schema, nothing);
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      findings.push(...error.findings);
      return nothing;
    }
  };

  const intake = read('intake.yaml', intakeSchema, noIntake);
  // Criteria over questions that could not be read would all be reported, for nothing.
  const priorities =
    findings.length > 0
      ? noPriorities
      : read('priorities.yaml', prioritiesSchema(intake.questions), noPriorities);
  const routes = read('routes.yaml', routesSchema, []);
  const products = read('products.yaml', productsSchema, []);
  const before = findings.length;
  const entitlements = read('entitlements.yaml', entitlementsSchema, noEntitlements);
  const regions = read('hours.yaml', hoursSchema, []);
  const customers =
    findings.length > before ? [] : read('customers.yaml', customersSchema(entitlements, regions), []);

  if (findings.length > 0) throw new BuildError(findings);
  return {
    questions: intake.questions,
    notes: intake.notes,
    criteria: priorities.criteria,
    priorityNames: priorities.names,
    cloudProducts: products.filter((product) => product.cloud).map((product) => product.name),
    entitlements,
    regions,
    routes,
    products,
    customers,
  };
}
