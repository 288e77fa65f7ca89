import type { DeskAnswer } from './desk.js';
import type { IvantiError } from './ivanti-error.js';

/** Keeps everybody off a service that serves nobody for now. */
export interface Pause {
  /** What to answer in the service's stead; undefined: ask it. After the pause one call alone is let through, to find out. */
  inTheWay(): DeskAnswer | undefined;
  /** Begins a pause for so many milliseconds. */
  begin(error: IvantiError, milliseconds: number): void;
  /** The service serves again. */
  end(): void;
}

/** For the one call that finds out, in milliseconds. */
const probing = 10_000;

/** `clock`: milliseconds that never go back. */
export function createPause(clock: () => number): Pause {
  let paused: { readonly until: number; readonly reason: string } | undefined;
  return {
    inTheWay() {
      if (paused === undefined) return undefined;
      const left = paused.until - clock();
      if (left > 0) return { kind: 'retry', reason: paused.reason, afterMilliseconds: left };
      paused = { ...paused, until: clock() + probing };
      return undefined;
    },
    begin({ message: reason }, milliseconds) {
      paused = { until: clock() + milliseconds, reason };
    },
    end() {
      paused = undefined;
    },
  };
}
