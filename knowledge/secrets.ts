import { maskCards } from './secrets/card.js';
import { patterns } from './secrets/patterns.js';

/** What was masked: a payment card number, a password, an access token, or a private or API key. */
export type Secret = 'card' | 'password' | 'token' | 'key';

export interface Masked {
  readonly text: string;
  /** Each kind once; empty when nothing was found. */
  readonly found: readonly Secret[];
}

/** Stands where a secret stood; no pattern matches it, so that masking twice changes nothing. */
const MASK = '••••••';

/**
 * Masks what no message should hold, before it is stored or repeated. Telephone numbers, case numbers and versions stay.
 * Takes time in proportion to the text.
 */
export function maskSecrets(text: string): Masked {
  const found = new Set<Secret>();
  let masked = maskCards(text, MASK, () => found.add('card'));
  for (const { secret, find, isSecret } of patterns) {
    masked = masked.replace(find, (...match) => {
      const whole: string = match[0];
      const said: string = match.at(-1)?.secret ?? whole;
      if (isSecret && !isSecret(said)) return whole;
      found.add(secret);
      // The secret is the last thing in the match but for a closing sign such as "@".
      const at = whole.lastIndexOf(said);
      return whole.slice(0, at) + MASK + whole.slice(at + said.length);
    });
  }
  return { text: masked, found: [...found] };
}
