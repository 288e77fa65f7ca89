import { hkdfSync } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';

/** Signs what others keep for us, so that it comes back unchanged and not too late. `purpose`: what is signed for one is not accepted for another. */
export interface Signer {
  sign(claims: JWTPayload, purpose: string, seconds: number): Promise<string>;
  /** Rejects with a JOSEError: JWTExpired when its time is over, another for whatever was not signed here for this purpose. */
  verify(text: string, purpose: string): Promise<JWTPayload>;
}

/** Signs with a key derived from the secret for `use`: the same secret accepts what was signed in an earlier run. */
export function createSigner(secret: string, use: string, now: () => Date): Signer {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', use, 32));
  return {
    sign(claims, purpose, seconds) {
      const at = Math.floor(now().getTime() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setIssuedAt(at)
        .setExpirationTime(at + seconds)
        .sign(key);
    },
    async verify(text, purpose) {
      const options = {
        algorithms: ['HS256'],
        audience: purpose,
        currentDate: now(),
        requiredClaims: ['exp'],
      };
      return (await jwtVerify(text, key, options)).payload;
    },
  };
}
