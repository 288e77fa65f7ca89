import { z } from 'zod';

/** What a sign-in that is under way at the provider must come back with; the browser keeps it, signed. */
export const underWayShape = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type UnderWay = z.infer<typeof underWayShape>;
