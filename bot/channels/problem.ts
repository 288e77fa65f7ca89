import type { Response } from 'restify';

/** An answer that is no success. Strangers read code and message, so neither holds anything from inside. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Writes the problem as `{"error":{"code","message"}}`, the shape of Direct Line and of the Connector. */
export function sendProblem(response: Response, problem: Problem): void {
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  response.json(problem.status, { error: { code: problem.code, message: problem.message } });
}
