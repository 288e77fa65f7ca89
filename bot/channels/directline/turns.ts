import type { Activity } from 'botbuilder';
import type { Logger } from '../../log.js';
import { Problem } from '../problem.js';

/** Hands activities to the bot, once each. */
export interface Turns {
  /**
   * Resolves when the bot has handled the activity. The same activity again waits for the first turn, and runs only if
   * that failed. Rejects with a `Problem`: 502 when the bot failed or takes too long; a late turn goes on all the same.
   */
  run(activity: Partial<Activity> & { readonly id: string }): Promise<void>;
}

/** How many turns are remembered for repeated posts; the bot itself remembers longer. */
const remembered = 10_000;

export function createTurns(
  receive: (activity: Partial<Activity>) => Promise<void>,
  patience: number,
  logger: Logger,
): Turns {
  const turns = new Map<string, Promise<void>>();

  const begin = (id: string, activity: Partial<Activity>) => {
    const turn = receive(activity);
    turns.set(id, turn);
    turn.catch((error: unknown) => {
      turns.delete(id);
      logger.error({ err: error, activity: id }, 'a Direct Line turn failed');
    });
    const [oldest] = turns.keys();
    if (turns.size > remembered && oldest !== undefined) turns.delete(oldest);
    return turn;
  };

  return {
    run: async (activity) => {
      const turn = turns.get(activity.id) ?? begin(activity.id, activity);
      const failed = new Problem(502, 'BotError', 'The bot could not handle the activity.');
      const late = new Problem(502, 'BotError', `The bot did not answer within ${patience / 1000} seconds.`);
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(late), patience);
      });
      try {
        await Promise.race([
          turn.catch(() => {
            throw failed;
          }),
          tooLate,
        ]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
