import { hkdfSync } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { JOSEError } from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';

/** Signs what a browser keeps for us, so that it comes back unchanged and not too late. */
export interface Seal {
  seal(claims: JWTPayload, seconds: number): Promise<string>;
  /** Undefined for whatever was not sealed here for this purpose, or has expired. */
  open(text: string): Promise<JWTPayload | undefined>;
}

/** `purpose`: what is sealed for one is not accepted for another. */
export function createSeal(secret: string, purpose: string, now: () => Date): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `firstline desk ${purpose}`, 32));
  return {
    seal(claims, seconds) {
      const at = Math.floor(now().getTime() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setIssuedAt(at)
        .setExpirationTime(at + seconds)
        .sign(key);
    },
    async open(text) {
      try {
        const options = {
          algorithms: ['HS256'],
          audience: purpose,
          currentDate: now(),
          requiredClaims: ['exp'],
        };
        return (await jwtVerify(text, key, options)).payload;
      } catch (error) {
        if (error instanceof JOSEError) return undefined;
        throw error;
      }
    },
  };
}
