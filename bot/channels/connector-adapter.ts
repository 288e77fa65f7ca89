import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { CloudAdapter } from 'botbuilder/lib/cloudAdapter.js';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import { Problem } from './problem.js';
import { sendEntitiesWhole } from './whole-entities.js';

/**
 * The CloudAdapter with authentication and turn told apart: what goes wrong while authenticating says something about
 * the caller, and what goes wrong in the turn something about us. `CloudAdapter.process` answers both with inner text.
 */
export class ConnectorAdapter extends CloudAdapter {
  constructor(authentication: BotFrameworkAuthentication) {
    super(authentication);
    sendEntitiesWhole();
  }

  /** Runs one turn. Throws a `Problem` (401, 403, 503) when the caller is not accepted, before any bot logic runs. */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const caller = await this.botFrameworkAuthentication
      .authenticateRequest(activity, authorization)
      .catch((error: unknown) => {
        throw refusal(error);
      });
    return this.processActivity(caller, activity, logic);
  }
}

function refusal(error: unknown): Problem {
  const { name, statusCode } =
    error instanceof Error ? (error as Error & { readonly statusCode?: unknown }) : {};
  // Both mean that the keys to check the token with could not be had, which is not the caller's fault.
  if (name === 'FetchError' || statusCode === 500) {
    return new Problem(503, 'ServiceUnavailable', 'The caller cannot be checked just now.', {
      'Retry-After': '30',
    });
  }
  return statusCode === 403
    ? new Problem(403, 'Forbidden', 'The caller is not allowed here.')
    : new Problem(401, 'Unauthorized', 'The request carries no valid token.');
}
