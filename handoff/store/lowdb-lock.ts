import { randomUUID } from 'node:crypto';
import { readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { z } from 'zod';
import { codeOf } from './lowdb-disk.js';
import { StoreError } from './store-error.js';

/** The holder renews its lock every second; one that was not renewed for five has no holder. */
const staleMilliseconds = 5_000;
const renewMilliseconds = 1_000;
const askAgainMilliseconds = 250;

/** Tells this process from an earlier one that had the same process id, as happens in containers. */
const thisRun = randomUUID();

const ownerShape = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Process ids mean something only within one namespace; empty where the system has none. */
  namespace: z.string(),
  /** When the process began, in the system's own count; empty where the system does not tell. */
  began: z.string(),
  run: z.string(),
  since: z.string(),
});
type Owner = z.infer<typeof ownerShape>;

/**
 * Makes this process the only one that writes in the folder; resolves to the function that lets go.
 * The lock of a process that is gone is taken over, at once when that can be seen, else after five seconds.
 * Rejects with a `StoreError` naming the process that has the folder. `onLost` is called when another process took the lock.
 */
export async function lockFolder(
  folder: string,
  { now, onLost }: { readonly now: () => Date; readonly onLost: (reason: string) => void },
): Promise<() => Promise<void>> {
  const lock = join(folder, 'lock');
  const ownerFile = join(folder, 'owner.json');
  let isHeld = true;
  const unlock = await take(performance.now() + staleMilliseconds + renewMilliseconds);
  await writeFile(ownerFile, JSON.stringify(await thisProcess(now())));
  return async () => {
    if (!isHeld) return;
    isHeld = false;
    await rm(ownerFile, { force: true });
    await unlock();
  };

  async function take(deadline: number): Promise<() => Promise<void>> {
    for (;;) {
      const owner = await readOwner(ownerFile);
      const life = owner ? await lifeOf(owner) : 'unknown';
      if (life === 'alive') throw new StoreError('in-use', inUse(folder, owner));
      if (life === 'dead' && owner) await takeAway(owner);
      try {
        return await lockfile.lock(folder, {
          lockfilePath: lock,
          stale: staleMilliseconds,
          update: renewMilliseconds,
          onCompromised(error) {
            isHeld = false;
            onLost(error.message);
          },
        });
      } catch (error) {
        if (codeOf(error) !== 'ELOCKED') throw error;
      }
      if (performance.now() > deadline) throw new StoreError('in-use', inUse(folder, owner));
      await sleep(askAgainMilliseconds);
    }
  }

  /** Of several processes that see the same dead owner, the one that gets hold of its file removes its lock. */
  async function takeAway(dead: Owner): Promise<void> {
    const mine = `${ownerFile}.${thisRun}`;
    try {
      await rename(ownerFile, mine);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    const seen = await readOwner(mine);
    if (seen?.run === dead.run) {
      await rm(lock, { recursive: true, force: true });
      await rm(mine, { force: true });
    } else {
      await rename(mine, ownerFile);
    }
  }
}

async function readOwner(file: string): Promise<Owner | undefined> {
  const text = await orNothing(readFile(file, 'utf8'));
  if (text === '') return undefined;
  try {
    return ownerShape.safeParse(JSON.parse(text)).data;
  } catch {
    // Half written by a process that was killed at that moment: the owner is unknown, and the age of the lock decides.
    return undefined;
  }
}

async function thisProcess(at: Date): Promise<Owner> {
  return {
    pid: process.pid,
    host: hostname(),
    namespace: await namespace(),
    began: await beginningOf(process.pid),
    run: thisRun,
    since: at.toISOString(),
  };
}

async function lifeOf(owner: Owner): Promise<'alive' | 'dead' | 'unknown'> {
  if (owner.host !== hostname() || owner.namespace !== (await namespace())) return 'unknown';
  if (owner.pid === process.pid) return owner.run === thisRun ? 'alive' : 'dead';
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return 'dead';
    // EPERM: there is such a process, of another account.
  }
  // Without the time of its beginning, a process of this number may be another one.
  if (owner.began === '') return 'unknown';
  return owner.began === (await beginningOf(owner.pid)) ? 'alive' : 'dead';
}

const namespace = () => orNothing(readlink('/proc/self/ns/pid'));

/** Field 22 of /proc/PID/stat; the fields before may hold spaces and brackets, up to the last one. */
async function beginningOf(pid: number): Promise<string> {
  const stat = await orNothing(readFile(`/proc/${pid}/stat`, 'utf8'));
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** The text, or an empty one where the system has no such file. */
async function orNothing(text: Promise<string>): Promise<string> {
  try {
    return await text;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ESRCH', 'EACCES', 'EINVAL'].includes(codeOf(error))) return '';
    throw error;
  }
}

function inUse(folder: string, owner: Owner | undefined): string {
  const who = owner
    ? `process ${owner.pid} on ${owner.host} (since ${owner.since})`
    : 'another process, which did not leave its name';
  return `The folder ${folder} is in use by ${who}. Only one process may write there: stop that one, or choose another folder in STORE_URL.`;
}
