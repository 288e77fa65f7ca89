import type { ConversationLog } from '../../handoff/store/store.js';

/** The conversation log in memory; what is written is copied, as a store on disk would. */
export function createMemoryLog(): ConversationLog {
  const conversations = new Map<string, string[]>();
  const recordsOf = (conversation: string) => conversations.get(conversation) ?? [];
  return {
    append: async (conversation, activities) => {
      const records = recordsOf(conversation);
      conversations.set(conversation, [
        ...records,
        ...activities.map((activity) => JSON.stringify(activity)),
      ]);
      return records.length;
    },
    read: async (conversation, from, limit) =>
      recordsOf(conversation)
        .slice(from, from + limit)
        .map((record): unknown => JSON.parse(record)),
    length: async (conversation) => recordsOf(conversation).length,
    rewrite: async (conversation, change) => {
      const changed = recordsOf(conversation).map((record, sequence) =>
        JSON.stringify(change(JSON.parse(record), sequence)),
      );
      if (conversations.has(conversation)) conversations.set(conversation, changed);
    },
    remove: async (conversation) => {
      conversations.delete(conversation);
    },
    purge: async () => 0,
  };
}
