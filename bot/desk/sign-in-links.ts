import { createHash, randomBytes } from 'node:crypto';

/** Codes that let one person in each. */
export interface SignInLinks {
  /** The path of a link, good once and for a quarter of an hour. */
  make(): string;
  /** Whether the code was good; from now on it is not. */
  take(code: string): boolean;
}

const life = 15 * 60 * 1000;
/** More are not open at once: the oldest give way. */
const most = 20;

export function createSignInLinks(now: () => Date): SignInLinks {
  /** Until when, by the hash of the code: what is in memory opens nothing. */
  const open = new Map<string, number>();
  const hash = (code: string) => createHash('sha256').update(code).digest('hex');
  return {
    make() {
      const code = randomBytes(24).toString('base64url');
      const [oldest] = open.keys();
      if (open.size >= most && oldest !== undefined) open.delete(oldest);
      open.set(hash(code), now().getTime() + life);
      return `/desk/sign-in?code=${code}`;
    },
    take(code) {
      const until = open.get(hash(code)) ?? 0;
      open.delete(hash(code));
      return until > now().getTime();
    },
  };
}
