import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../handoff/store/open.js';
import { storeContract } from './store.js';

const log = { info() {}, warn() {}, error() {} };

storeContract('lowdb', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-store-'));
  return {
    open: (at = new Date('2026-03-11T12:00:00Z')) => openStore(`file:${folder}`, { now: () => at, log }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});
