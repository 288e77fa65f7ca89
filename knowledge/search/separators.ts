/** The words that part one problem from the next, as patterns. */
export interface Separators {
  /** Another problem follows. */
  readonly another: readonly string[];
  /** Another problem follows, or only another symptom. */
  readonly also: readonly string[];
  /** Several are announced. */
  readonly announced: readonly string[];
  /** All of it is one and the same. */
  readonly same: readonly string[];
  /** They join clauses. */
  readonly joins: readonly string[];
  /** A message that begins so goes on with the one before. */
  readonly follows: readonly string[];
}

export const noSeparators: Separators = {
  another: [],
  also: [],
  announced: [],
  same: [],
  joins: [],
  follows: [],
};
