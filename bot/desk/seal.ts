import type { JWTPayload } from 'jose';
import { JOSEError } from 'jose/errors';
import { createSigner } from '../signer.js';

/** Signs what a browser keeps for us, so that it comes back unchanged and not too late. */
export interface Seal {
  seal(claims: JWTPayload, seconds: number): Promise<string>;
  /** Undefined for whatever was not sealed here for this purpose, or has expired. */
  open(text: string): Promise<JWTPayload | undefined>;
}

/** `purpose`: what is sealed for one is not accepted for another. */
export function createSeal(secret: string, purpose: string, now: () => Date): Seal {
  const { sign, verify } = createSigner(secret, `firstline desk ${purpose}`, now);
  return {
    seal: (claims, seconds) => sign(claims, purpose, seconds),
    async open(text) {
      try {
        return await verify(text, purpose);
      } catch (error) {
        if (error instanceof JOSEError) return undefined;
        throw error;
      }
    },
  };
}
