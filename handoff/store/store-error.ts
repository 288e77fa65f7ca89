/**
 * `url`: STORE_URL cannot be used. `folder`: the folder cannot be used. `damaged`: a file cannot be trusted.
 * `in-use`: another process has the store open. `read-only`: writing is not, or no longer, allowed. `closed`: after `close`.
 */
export type StoreFault = 'url' | 'folder' | 'damaged' | 'in-use' | 'read-only' | 'closed';

/** What an operator has to put right; the message says what is wrong, where, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
