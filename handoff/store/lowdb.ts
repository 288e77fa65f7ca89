import { dirname, join, resolve } from 'node:path';
import type { Log } from '../log.js';
import { createHealth } from './health.js';
import { openCases } from './lowdb-cases.js';
import { openDisk, type WriteText } from './lowdb-disk.js';
import { openFeedback } from './lowdb-feedback.js';
import type { Site } from './lowdb-file.js';
import { lockFolder } from './lowdb-lock.js';
import { openLog } from './lowdb-log.js';
import { openState } from './lowdb-state.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

export interface LowdbOptions {
  readonly now: () => Date;
  readonly log: Log;
  /** For looking while another process has the folder: no lock, nothing is repaired, and every write is refused. */
  readonly readOnly?: boolean;
  /** In the place of the call that writes a file's text. */
  readonly write?: WriteText;
}

/** The embedded store in a folder, which is made when there is none. Rejects with a `StoreError`. */
export async function openLowdbStore(path: string, options: LowdbOptions): Promise<Store> {
  const { now, log, readOnly = false, write } = options;
  const folder = resolve(path);
  let refusal = readOnly ? new StoreError('read-only', `${folder} was opened for reading only.`) : undefined;
  const site: Site = {
    folder,
    now,
    disk: openDisk(write),
    log,
    readOnly,
    assertWritable() {
      if (refusal) throw refusal;
    },
    stopWriting(reason) {
      const message = `Nothing more is written to ${folder}: ${reason}. Restart the program.`;
      refusal ??= new StoreError('read-only', message);
      log.error({ folder }, message);
    },
  };
  const release = readOnly ? undefined : await take(site, now);

  try {
    const { cases, whenIdle } = await openCases(site);
    const { whenIdle: stateIdle, ...state } = openState(site);
    const { whenIdle: logIdle, ...history } = openLog(site);
    const { whenIdle: feedbackIdle, ...feedback } = openFeedback(site);
    return {
      cases,
      state,
      log: history,
      feedback,
      health: createHealth(async () => {
        site.assertWritable();
        const text = 'This file is written to see whether it can be.\n';
        await site.disk.replace(join(folder, 'health'), text, false);
      }),
      // No other process writes here.
      watch: () => undefined,
      async close() {
        await Promise.all([whenIdle(), stateIdle(), logIdle(), feedbackIdle()]);
        refusal ??= new StoreError('closed', `${folder} is closed.`);
        await release?.();
      },
    };
  } catch (error) {
    await release?.();
    throw error;
  }
}

/** Makes the folder ready, for this process alone. */
async function take(site: Site, now: () => Date): Promise<() => Promise<void>> {
  const { disk, folder } = site;
  try {
    await disk.makeFolder(folder);
    const release = await lockFolder(folder, {
      now,
      onLost: (reason) => site.stopWriting(`another process took the folder (${reason})`),
    });
    for (const part of ['cases', 'callbacks', 'state', 'log', 'feedback']) {
      await disk.makeFolder(join(folder, part));
      await disk.removeTemporary(join(folder, part));
    }
    await disk.syncFolder(folder);
    await disk.syncFolder(dirname(folder));
    return release;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const message = `The folder ${folder} cannot be used: ${String(error)}. Choose another in STORE_URL.`;
    throw new StoreError('folder', message, { cause: error });
  }
}
