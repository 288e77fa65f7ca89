import { z } from 'zod';
import { type Mistake, report } from './condition.js';

/** A product and what customers call it. */
export interface Product {
  readonly name: string;
  /** Further names, abbreviations and misspellings. */
  readonly also: readonly string[];
  /** Names, `name` itself perhaps among them, that count only as the answer to "which product?". */
  readonly whenAsked: readonly string[];
  /** Runs only in the vendor's cloud: it has no version that a customer could know. */
  readonly cloud: boolean;
}

const names = z.array(z.string().regex(/[\p{L}\p{N}]/u, 'a name needs a letter or a digit')).default([]);

/** What `products.yaml` holds. */
export const productsSchema: z.ZodType<readonly Product[]> = z
  .strictObject({
    products: z.array(
      z.strictObject({
        name: z.string().min(1),
        also: names,
        whenAsked: names,
        cloud: z.boolean().default(false),
      }),
    ),
  })
  .superRefine(({ products }, context) => report(mistakes(products), context))
  .transform(({ products }) => products);

function* mistakes(products: readonly Product[]): Iterable<Mistake> {
  const seen = new Set<string>();
  for (const [index, { name }] of products.entries()) {
    if (seen.has(name.toLowerCase())) {
      yield {
        path: ['products', index, 'name'],
        message: `"${name}" stands here twice; make one product of them`,
      };
    }
    seen.add(name.toLowerCase());
  }
}
