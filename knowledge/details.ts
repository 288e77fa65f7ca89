import type { Question } from '../policy/intake.js';
import { readAccount } from './details/account.js';
import { readDeployment } from './details/deployment.js';
import { type Detail, overlaps } from './details/detail.js';
import { readEmail } from './details/email.js';
import { readName } from './details/person-name.js';
import { readProduct } from './details/product.js';
import { readTelephone } from './details/telephone.js';
import { readVersion } from './details/version.js';
import type { Product } from './rules/products.js';

/** What one message says about the case beside the problem itself. */
export interface Details {
  /** A product of the list, by its `name`. */
  readonly product?: Detail;
  readonly version?: Detail;
  /** `cloud` or `on-premises`, when the customer says so. */
  readonly deployment?: Detail;
  readonly email?: Detail;
  /** E.164, with `;ext=` when there is an extension. */
  readonly phone?: Detail;
  readonly name?: Detail;
  readonly account?: Detail;
}

export interface DetailOptions {
  readonly products: readonly Product[];
  /** ISO code of the country whose phone numbers are understood without a country code. */
  readonly phoneRegion?: string;
  /** The kind of the question that the message answers: a bare "9.5" is a version only if one was asked for. */
  readonly asked?: Question['kind'];
}

/** How much of a message is read at either end, in characters: what lies between is a paste, no introduction or signature. */
const READ = 1500;

/**
 * Reads product, version, contact and account out of one message. What can be read in more than one way is marked
 * `ambiguous`, to be asked about. Reads the first and the last 1,500 characters; give it text with secrets already masked.
 */
export function readDetails(message: string, options: DetailOptions): Details {
  const text = withoutMiddle(message);
  const { products, phoneRegion, asked } = options;
  const product = readProduct(text, products, asked === 'product');
  const email = readEmail(text);
  const phone = readTelephone(text, phoneRegion);
  const details: Readonly<Record<keyof Details, Detail | undefined>> = {
    product,
    version: unlessWithin([email, phone], readVersion(text, product?.end, asked === 'version')),
    deployment: readDeployment(text),
    email,
    phone,
    name: unlessWithin([product, email], readName(text, asked === 'name')),
    account: readAccount(text),
  };
  return Object.fromEntries(Object.entries(details).filter(([, detail]) => detail !== undefined));
}

/** The message with its middle blank, every place kept. */
function withoutMiddle(message: string): string {
  const blank = message.length - 2 * READ;
  if (blank <= 0) return message;
  return message.slice(0, READ) + '\n'.repeat(blank) + message.slice(-READ);
}

/** "This is Service Manager" introduces nobody, and the 22 of a telephone number is no version. */
function unlessWithin(
  others: readonly (Detail | undefined)[],
  detail: Detail | undefined,
): Detail | undefined {
  return detail && others.some((other) => other && overlaps(other, detail)) ? undefined : detail;
}
