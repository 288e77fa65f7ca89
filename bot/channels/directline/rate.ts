import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem.js';

/** Counts one use for `key`. Rejects with a `Problem`, 429 with Retry-After, when there were too many. */
export type Rate = (key: string) => Promise<void>;

/** At most `points` uses of one key in `seconds`. */
export function createRate(points: number, seconds: number): Rate {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      const wait = String(Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
      throw new Problem(429, 'TooManyRequests', `Too many requests; try again in ${wait} s.`, {
        'Retry-After': wait,
      });
    }
  };
}
