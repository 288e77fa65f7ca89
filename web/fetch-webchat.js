/**
 * Fetches the one bundle file of Web Chat that the chat page uses, without the 500 MB that installing the package would
 * bring. Part of the build; also `node web/fetch-webchat.js`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const webChat = 'botframework-webchat@4.18.1';
const bundle = 'package/dist/webchat.js';

/** SHA-512 of the bundle; the page's script tag names it too, so that the browser checks it once more. */
export const integrity =
  'sha512-/QHdP14QBRIOHw8gBEffy7VpWq0cTaGkr70Sg3ceo6KO0gaHOIWbC7OXB0Rmqp7sV1c/PU5zDh8p23uz8L88+A==';

const isRight = (content) => `sha512-${createHash('sha512').update(content).digest('base64')}` === integrity;

/**
 * Makes sure that `web/vendor/webchat.js` is there and is the file that was checked. Resolves to whether it had to be
 * fetched. Rejects with a message for the operator.
 */
export async function fetchWebChat(root) {
  const target = join(root, 'web/vendor/webchat.js');
  const present = await readFile(target).catch(() => undefined);
  if (present !== undefined && isRight(present)) return false;

  const folder = await mkdtemp(join(tmpdir(), 'firstline-webchat-'));
  try {
    run('npm', ['pack', webChat, '--silent', '--pack-destination', folder], root);
    const [archive] = await readdir(folder);
    run('tar', ['-xzf', archive, bundle], folder);
    const content = await readFile(join(folder, bundle));
    if (!isRight(content)) {
      throw new Error(
        `The chat page's bundle from ${webChat} is not the file that was checked (SHA-512 differs). ` +
          'It was not installed; see which registry npm uses here.',
      );
    }
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.part`, content);
    await rename(`${target}.part`, target);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(command, parameters, cwd) {
  // On Windows npm is a script, which only a shell can start; no parameter holds anything that a shell reads.
  const shell = process.platform === 'win32';
  const { status, error, stderr } = spawnSync(command, parameters, {
    cwd,
    shell,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').slice(-3).join('\n');
  throw new Error(
    `The chat page's bundle could not be fetched: "${command} ${parameters[0]}" failed. Without a connection to the ` +
      `npm registry, copy dist/webchat.js of ${webChat} to web/vendor/webchat.js.\n${reason}`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const fetched = await fetchWebChat(dirname(dirname(fileURLToPath(import.meta.url))));
    console.log(fetched ? `Web Chat bundle fetched from ${webChat}.` : 'Web Chat bundle is up to date.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
