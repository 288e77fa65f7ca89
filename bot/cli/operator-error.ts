/** Something that the person at the command line can put right; the message is all that is shown. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  constructor(
    message: string,
    readonly exitCode = 2,
  ) {
    super(message);
  }
}
