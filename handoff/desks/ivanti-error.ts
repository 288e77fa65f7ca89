/**
 * Why Ivanti did not do what it was asked to. `refused`: it never will. `key`, `setup`: it will do nothing at all until an
 * operator mends key, address or field names. `busy`: it asks everybody to wait. `later`: it may work another time.
 */
export type IvantiTrouble = 'refused' | 'key' | 'setup' | 'busy' | 'later';

/** The message is for operators and holds no customer data. */
export class IvantiError extends Error {
  override readonly name = 'IvantiError';

  constructor(
    readonly trouble: IvantiTrouble,
    message: string,
    /** Not to be tried again before so many milliseconds. */
    readonly afterMilliseconds?: number,
  ) {
    super(message);
  }
}
