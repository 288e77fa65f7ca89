import { spawnSync } from 'node:child_process';
import { createEncoder } from '../../../../knowledge/search/encoder/encoder.js';

it('rejects what was asked when the model cannot be loaded, and tells once that it is gone', async () => {
  const lines: string[] = [];
  const missing = '/nowhere/model.json';
  const files = { manifest: missing, weights: missing, tokenizer: missing };
  const encoder = createEncoder({ files, fingerprint: 'none' }, (line) => lines.push(line));
  const answers = await Promise.allSettled([encoder.encode(['one']), encoder.encode(['two'])]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(lines).toEqual([expect.stringContaining(missing)]);
}, 30_000);

it('keeps the process alive while it is asked, and not longer', () => {
  const program = `
    const { openEncoder } = await import('./knowledge/search/encoder/encoder.ts');
    const opened = await openEncoder({ root: process.cwd() });
    const [vector] = await opened.encoder.encode(['Hello']);
    process.stdout.write(String(vector.length));`;
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    {
      encoding: 'utf8',
      timeout: 30_000,
    },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '384' });
}, 40_000);
