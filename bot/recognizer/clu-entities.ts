import { readDetails } from '../../knowledge/details.js';
import type { Product } from '../../knowledge/rules/products.js';
import type { Answers } from '../../policy/intake.js';
import type { CluEntity } from './clu-prediction.js';

/** The entities that a project has; `level` is not read: what a customer is entitled to is asked, never picked out of a sentence. */
export const entityNames = { product: 'product', level: 'level', email: 'email', phone: 'phone' } as const;

/**
 * Product, e-mail and phone as answers to the intake, where exactly one of its kind was found and it is one: a product of
 * the list, a valid address, a number that can be rung.
 */
export function answersOf(
  text: string,
  entities: readonly CluEntity[],
  products: readonly Product[],
): Answers {
  const named = (category: string): readonly CluEntity[] =>
    entities.filter((entity) => entity.category === category);
  const found: Readonly<Record<string, readonly (string | undefined)[]>> = {
    product: productsIn(text, named(entityNames.product), products),
    email: named(entityNames.email).map((entity) => only(readDetails(entity.text, { products }).email)),
    phone: named(entityNames.phone).map((entity) => only(readDetails(entity.text, { products }).phone)),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([question, values]) => {
      const [value, ...others] = new Set(values);
      return value === undefined || others.length > 0 ? [] : [[question, value]];
    }),
  );
}

function productsIn(
  text: string,
  entities: readonly CluEntity[],
  products: readonly Product[],
): readonly string[] {
  const said = readDetails(text, { products }).product;
  return entities
    .filter((entity) => {
      // "not Service Manager" names it, and does not mean it.
      const ruledOut = said === undefined && readDetails(entity.text, { products }).product !== undefined;
      return !ruledOut;
    })
    .flatMap(({ keys }) => keys.filter((key) => products.some(({ name }) => name === key)));
}

function only(
  detail: { readonly value: string; readonly ambiguous?: unknown } | undefined,
): string | undefined {
  return detail?.ambiguous === undefined ? detail?.value : undefined;
}
