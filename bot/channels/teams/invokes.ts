import type { TurnContext } from 'botbuilder';
import type { Bot } from '../../bot.js';
import type { Rating } from '../../ratings.js';
import type { ComposeSearch } from './compose-search.js';
import { readFeedback } from './feedback.js';

export interface InvokeParts {
  readonly search: ComposeSearch;
  /** Resolves when the rating is taken. */
  readonly onFeedback: (rating: Rating) => Promise<void>;
}

/** What Teams asks for and waits for an answer to. Everything else is a turn of the conversation. */
export function withInvokes(bot: Bot, parts: InvokeParts): Bot {
  return async (context) => {
    if (context.activity.type !== 'invoke') return await bot(context);
    const value = await answerTo(context, parts);
    await context.sendActivity({ type: 'invokeResponse', value });
  };
}

interface InvokeAnswer {
  readonly status: number;
  readonly body?: object;
}

async function answerTo(
  { activity }: TurnContext,
  { search, onFeedback }: InvokeParts,
): Promise<InvokeAnswer> {
  switch (activity.name) {
    case 'composeExtension/query': {
      const body = await search(activity.value);
      return body === undefined ? { status: 400 } : { status: 200, body };
    }
    case 'message/submitAction': {
      const feedback = readFeedback(activity);
      if (feedback === undefined) return { status: 400 };
      await onFeedback(feedback);
      return { status: 200, body: {} };
    }
    default:
      return { status: 501 };
  }
}
