import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Owner } from '../case.js';
import type { Statements } from './postgres-connections.js';
import type { Database } from './postgres-database.js';
import { pseudonym } from './pseudonym.js';
import { notedShape } from './record-shapes.js';
import type { FeedbackStore } from './store.js';
import { wellFormed } from './well-formed.js';

/** The oldest go beyond. */
const most = 256_000;

const saltShape = z.object({ value: z.string() });
const rowShape = z
  .looseObject({ at: z.date() })
  .transform((row): unknown => ({ ...row, at: row.at.toISOString() }))
  .pipe(notedShape);

export function openFeedback(database: Database): FeedbackStore {
  /** Undefined when the store has no salt yet, so that nothing in it is anybody's. */
  async function saltOf(sql: Statements): Promise<string | undefined> {
    const text = `select value from firstline.settings where name = 'salt'`;
    const [row] = await sql.rows(saltShape, text);
    return row?.value;
  }

  async function ownSalt(sql: Statements): Promise<string> {
    const known = await saltOf(sql);
    if (known !== undefined) return known;
    const made = randomBytes(32).toString('hex');
    await sql.run(`insert into firstline.settings values ('salt', $1) on conflict do nothing`, [made]);
    return (await saltOf(sql)) ?? made;
  }

  async function pseudonymOf(sql: Statements, owner: Owner): Promise<string | undefined> {
    const salt = await saltOf(sql);
    return salt === undefined ? undefined : pseudonym(salt, owner);
  }

  return {
    async append(uses) {
      if (uses.length === 0) return;
      await database.transaction(async (sql) => {
        const salt = await ownSalt(sql);
        const noted = uses.map(({ at, owner, use }) => ({
          at: at.toISOString(),
          who: pseudonym(salt, owner),
          channel: owner.channel,
          use,
        }));
        const text = `
          insert into firstline.uses (at, who, channel, use)
          select * from json_to_recordset($1::json) as noted (at timestamptz, who text, channel text, use json)`;
        await sql.run(text, [JSON.stringify(wellFormed(noted))]);
        await sql.run(
          'delete from firstline.uses where place <= (select max(place) from firstline.uses) - $1',
          [most],
        );
      });
    },
    list: ({ since, owner } = {}) =>
      database.upkeep(async (sql) => {
        const who = owner && (await pseudonymOf(sql, owner));
        if (owner && who === undefined) return [];
        const text = `
          select at, who, channel, use from firstline.uses
          where ($1::timestamptz is null or at >= $1) and ($2::text is null or who = $2) order by at, place`;
        return sql.rows(rowShape, text, [since ?? null, who ?? null]);
      }),
    forget: (owner) =>
      database.upkeep(async (sql) => {
        const who = await pseudonymOf(sql, owner);
        return who === undefined ? 0 : sql.run('delete from firstline.uses where who = $1', [who]);
      }),
    purge: (before) =>
      database.upkeep((sql) => sql.run('delete from firstline.uses where at < $1', [before])),
  };
}
