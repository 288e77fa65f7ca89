/** Never runs backwards: a clock that is set back must not hold up what is due. */
export function createSteadyClock(now: () => Date): () => Date {
  const began = now().getTime();
  const since = performance.now();
  return () => new Date(Math.max(now().getTime(), began + (performance.now() - since)));
}
