import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.js';

/** The file behind the `firstline` command. */
export const command = join(root, 'bot/firstline.js');

/** The whole product as an operator starts it, with a store of its own. */
export interface Product {
  /** Of the chat page, such as `http://localhost:41234/`. */
  readonly address: string;
  /** The environment that it runs in, for further commands on the same store. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** `changes`: of the environment. */
export async function startProduct(changes: NodeJS.ProcessEnv = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-product-'));
  const usual = { PORT: '0', STORE_URL: `file:${folder}`, LOG_LEVEL: 'warn' };
  const env = { ...process.env, ...usual, ...changes };
  const program = spawn(process.execPath, [command, 'serve'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const close = async (): Promise<void> => {
    program.kill('SIGTERM');
    if (program.exitCode === null) await once(program, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  return { address: await addressOf(program), env, close };
}

/** The address that the program prints once it is ready. */
async function addressOf(program: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of program.stdout ?? []) {
    printed += String(chunk);
    const [address] = /http:\/\/\S+/.exec(printed) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`The program ended before it was ready: ${printed}`);
}
