import { z } from 'zod';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { keyHash } from './postgres-key.js';
import { channel, newsOf } from './postgres-news.js';
import type { ConversationLog } from './store.js';
import { wellFormed, wellFormedKey } from './well-formed.js';

const firstShape = z.object({ first: z.int() });
const lengthShape = z.object({ length: z.int() });
const activityShape = z.object({ activity: z.unknown() });

/** Numbers are given by the row of the conversation, which whoever appends holds until all is stored. */
const appending = `
  with added as (
    select activity, ordinality from json_array_elements($2::json) with ordinality as item (activity, ordinality)
  ), grown as (
    insert into firstline.conversations as known (key_hash, length, written_at)
    values ($1, (select count(*) from added), $3)
    on conflict (key_hash) do update set length = known.length + excluded.length, written_at = excluded.written_at
    returning length - (select count(*)::integer from added) as first
  ), stored as (
    insert into firstline.activities (conversation, sequence, activity)
    select $1, grown.first + ordinality - 1, activity from grown, added
  ) select first, pg_notify($4, $5) from grown`;

export function openLog(database: Database, now: () => Date): ConversationLog {
  async function length(conversation: string): Promise<number> {
    const text = 'select length from firstline.conversations where key_hash = $1';
    const hash = keyHash(conversation);
    const [row] = await database.read((sql) => sql.rows(lengthShape, text, [hash]));
    return row?.length ?? 0;
  }

  /** Resolves to the number of the first activity of each. */
  const append = database.inTurn<readonly unknown[], number>(async (conversation, appended) => {
    const news = newsOf(database.self, 'conversation', conversation);
    const values = [keyHash(conversation), JSON.stringify(appended.flat()), now(), channel, news];
    const [row] = await database.write((sql) => sql.rows(firstShape, appending, values));
    let next = row?.first ?? 0;
    return appended.map(({ length }) => {
      const first = next;
      next += length;
      return first;
    });
  });

  async function all(sql: Statements, hash: Buffer, from = 0, limit: number | null = null) {
    const text = `
      select activity from firstline.activities where conversation = $1 and sequence >= $2
      order by sequence limit $3`;
    return (await sql.rows(activityShape, text, [hash, from, limit])).map(({ activity }) => activity);
  }

  return {
    async append(conversation, activities) {
      wellFormedKey(conversation);
      return activities.length === 0
        ? length(conversation)
        : append(conversation, activities.map(wellFormed));
    },
    async read(conversation, from, limit) {
      const hash = keyHash(conversation);
      return database.read((sql) => all(sql, hash, from, limit));
    },
    length,
    async rewrite(conversation, change) {
      const hash = keyHash(conversation);
      await database.upkeep(async (sql) => {
        await sql.run('select from firstline.conversations where key_hash = $1 for update', [hash]);
        const rewritten = (await all(sql, hash)).map((activity, sequence) =>
          wellFormed(change(activity, sequence)),
        );
        const text = `
          update firstline.activities set activity = item.activity
          from json_array_elements($2::json) with ordinality as item (activity, ordinality)
          where conversation = $1 and sequence = item.ordinality - 1`;
        await sql.run(text, [hash, JSON.stringify(rewritten)]);
      });
    },
    async remove(conversation) {
      const hash = keyHash(conversation);
      await database.write((sql) =>
        sql.run('delete from firstline.conversations where key_hash = $1', [hash]),
      );
    },
    purge: (before) =>
      database.upkeep((sql) =>
        sql.run('delete from firstline.conversations where written_at < $1', [before]),
      ),
  };
}
