/**
 * `url`: STORE_URL cannot be used. `folder`: the folder cannot be used. `database`: the database cannot be used.
 * `damaged`: what is stored cannot be trusted. `in-use`: another process has the store open. `read-only`: writing is not, or no
 * longer, allowed. `unavailable`: the database does not answer, now; another try may succeed. `closed`: after `close`.
 */
export type StoreFault =
  | 'url'
  | 'folder'
  | 'database'
  | 'damaged'
  | 'in-use'
  | 'read-only'
  | 'unavailable'
  | 'closed';

/** What an operator has to put right; the message says what is wrong, where, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
