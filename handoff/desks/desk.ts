import type { Callback, Case } from '../case.js';
import type { Outbox } from '../store/store.js';

/** What a row of the outbox is about, as it is now. */
export type DeskRecord =
  | { readonly kind: 'case'; readonly case: Case }
  | { readonly kind: 'callback'; readonly callback: Callback };

/** `retry`: later it may work, not before `afterMilliseconds`. `refused`: it never will. Reasons are for operators and hold no customer data. */
export type DeskAnswer =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMilliseconds?: number }
  | { readonly kind: 'refused'; readonly reason: string };

/** Where people work on cases and callbacks. */
export interface Desk {
  /**
   * Hands the record over. The same row may come again, after a crash too: its idempotency key tells.
   * Ends when `signal` aborts. Rejecting counts as `retry`.
   */
  deliver(row: Outbox, record: DeskRecord, signal: AbortSignal): Promise<DeskAnswer>;
}
