import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { knowledgeFile } from '../../bot/built-files.js';
import { openKnowledge } from '../../bot/open-knowledge.js';
import { smallKnowledge } from '../knowledge/search/small-model.js';

describe('opening the knowledge', () => {
  const root = mkdtempSync(join(tmpdir(), 'firstline-open-'));
  const small = smallKnowledge();
  const config = { root, content: small.folder, encoderPath: undefined };
  const log = pino({ level: 'silent' });
  const trained: string[] = [];
  const open = () => openKnowledge(config, log, () => trained.push('trained'));
  const file = knowledgeFile(config);

  afterAll(() => {
    small.remove();
    rmSync(root, { recursive: true });
  });

  it('builds what is not there yet', async () => {
    const { knowledge, model } = await open();
    expect(knowledge.entries).toHaveLength(3);
    expect(existsSync(model)).toBe(true);
    expect(trained).toEqual(['trained']);
  });

  it('takes what was built from the very same content', async () => {
    const before = statSync(file).mtimeMs;
    const { knowledge, model } = await open();
    expect(knowledge.contentHash).toBe(JSON.parse(readFileSync(file, 'utf8')).contentHash);
    expect(existsSync(model)).toBe(true);
    expect(statSync(file).mtimeMs).toBe(before);
    expect(trained).toEqual(['trained']);
  });

  it('builds anew when the document changed', async () => {
    const document = join(small.folder, 'document.md');
    writeFileSync(document, readFileSync(document, 'utf8').replace('within 30 days', 'within 40 days'));
    const { knowledge } = await open();
    expect(JSON.stringify(knowledge.entries)).toContain('within 40 days');
    expect(trained).toEqual(['trained', 'trained']);
  });

  it('builds anew when what was built is damaged', async () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('40 days', '50 days'));
    expect(JSON.stringify((await open()).knowledge.entries)).toContain('within 40 days');
  });

  it('trains when phrases changed or the model is gone', async () => {
    const count = trained.length;
    writeFileSync(join(small.folder, 'phrases/smalltalk.yaml'), 'greeting: [hello, good day, hi]\n');
    const { model } = await open();
    rmSync(model);
    expect(existsSync((await open()).model)).toBe(true);
    expect(trained).toHaveLength(count + 2);
  });

  it('says what is wrong with changed content', async () => {
    writeFileSync(join(small.folder, 'links.yaml'), 'broken: [');
    await expect(open()).rejects.toThrow(/links\.yaml/);
  });
});
