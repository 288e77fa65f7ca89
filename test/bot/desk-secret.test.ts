import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../bot/config.js';
import { createSeal } from '../../bot/desk/seal.js';
import { start } from '../../bot/main.js';
import { ownSecret } from '../../bot/own-secret.js';
import { openStore } from '../../handoff/store/open.js';
import { createVisitor } from '../support/desk-server.js';
import { root } from '../support/root.js';

it('whoever has the secret of chats cannot make a session of staff', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-desk-secret-'));
  const secret = 'known to the web site as well';
  const now = () => new Date();
  const program = await start(
    readConfig(
      { PORT: '0', STORE_URL: `file:${folder}`, DIRECTLINE_SECRET: secret, LOG_LEVEL: 'silent' },
      { root, cwd: folder },
    ),
  );
  const visitor = createVisitor(`http://127.0.0.1:${program.port}`);
  await visitor.signIn(program.signInPath, 'Kim');
  const [session = ''] = visitor.cookies.values();
  await program.close();

  const log = pino({ level: 'silent' });
  const store = await openStore(`file:${folder}`, { now, log });
  const kept = await ownSecret(store.state, log);
  await store.close();
  await rm(folder, { recursive: true });
  const opens = (key: string) => createSeal(key, 'session by link', now).open(session);
  expect(await opens(kept)).toMatchObject({ name: 'Kim' });
  expect(await opens(secret)).toBeUndefined();
});
