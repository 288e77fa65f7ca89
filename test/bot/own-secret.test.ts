import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { ownSecret } from '../../bot/own-secret.js';
import { openStore } from '../../handoff/store/open.js';

const log = pino({ level: 'silent' });
const now = () => new Date('2026-03-11T10:00:00Z');

it('the secret of chats is made once for a data folder', async () => {
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'firstline-secret-'))));
  const [one = '', other = ''] = folders;
  const secrets: string[] = [];
  for (const folder of [one, one, other]) {
    const store = await openStore(`file:${folder}`, { now, log });
    secrets.push(await ownSecret(store.state, log));
    await store.close();
  }
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  expect(secrets[0]).toHaveLength(43);
  expect(secrets[1]).toBe(secrets[0]);
  expect(secrets[2]).not.toBe(secrets[0]);
});
