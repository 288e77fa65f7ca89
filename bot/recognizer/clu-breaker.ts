/** Closed: calls are made. Open: none is. Half-open: one is under way, to see whether things are well again. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** Keeps calls away from a service that fails, so that nobody waits for it and it is not asked in vain. */
export interface Breaker {
  /** Whether to make a call now; whoever is told yes reports what came of it. */
  admits(): boolean;
  succeeded(): void;
  /** `leave`: how long the service must be left alone, in milliseconds, when one failure is enough to know that. */
  failed(leave?: number): void;
}

export interface BreakerOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Told of each change; `pause` in milliseconds for `open`. */
  readonly onChange: (state: BreakerState, pause: number) => void;
}

/** So many failures in a row are borne. */
const borne = 3;

/** The pause after them, doubled each time that the call after it fails, up to the longest. */
const firstPause = 30_000;
const longestPause = 300_000;

/** Bounds for a pause that the service asks for: longer than a call may last, so that none from before it reports after it. */
const shortestLeave = 5_000;
const longestLeave = 3_600_000;

/** A closed breaker. It counts and waits; what a failure is, and what to do instead of a call, the caller knows. */
export function createBreaker({ clock, onChange }: BreakerOptions): Breaker {
  let state: BreakerState = 'closed';
  let failures = 0;
  let pauses = 0;
  let until = 0;

  const change = (to: BreakerState, pause = 0): void => {
    state = to;
    onChange(to, pause);
  };
  const open = (pause: number): void => {
    until = clock() + pause;
    pauses++;
    change('open', pause);
  };

  return {
    admits: () => {
      if (state === 'open' && clock() >= until) {
        change('half-open');
        return true;
      }
      return state === 'closed';
    },
    succeeded: () => {
      // Asked before the pause, answered in it: the service asked to be left alone all the same.
      if (state === 'open') return;
      failures = 0;
      pauses = 0;
      if (state === 'half-open') change('closed');
    },
    failed: (leave) => {
      failures++;
      const pause =
        leave === undefined
          ? Math.min(firstPause * 2 ** pauses, longestPause)
          : Math.min(Math.max(leave, shortestLeave), longestLeave);
      if (state === 'open') {
        if (leave !== undefined) until = Math.max(until, clock() + pause);
        return;
      }
      if (state === 'half-open' || leave !== undefined || failures >= borne) open(pause);
    },
  };
}
