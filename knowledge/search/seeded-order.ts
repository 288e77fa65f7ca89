/** The numbers below `length` in an order that looks random and is always the same for the same seed. */
export function seededOrder(length: number, seed: number): readonly number[] {
  const order = Array.from({ length }, (_, at) => at);
  let state = (seed * 2654435761) >>> 0;
  for (let at = length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 0x1_0000_0000) * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
