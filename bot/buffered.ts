import type { Activity, TurnContext } from 'botbuilder';

const key = Symbol('buffer');

/**
 * Runs a task whose replies are collected instead of sent: sending cannot be undone, saving state can fail. Each reply is
 * completed with the addresses of the turn and resolves to an empty id, as it has none yet.
 */
export async function buffered(
  context: TurnContext,
  task: () => Promise<void>,
): Promise<readonly Partial<Activity>[]> {
  const collected: Partial<Activity>[] = [];
  if (!context.turnState.has(key)) {
    context.onSendActivities(async (_context, activities, next) => {
      const buffer = context.turnState.get<Partial<Activity>[] | null>(key);
      if (!buffer) return await next();
      buffer.push(...activities);
      return activities.map(() => ({ id: '' }));
    });
  }
  context.turnState.set(key, collected);
  try {
    await task();
  } finally {
    context.turnState.set(key, null);
  }
  return collected;
}
