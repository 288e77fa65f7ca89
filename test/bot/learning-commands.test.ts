import { Command } from 'commander';
import { parse } from 'yaml';
import { addLearningCommands } from '../../bot/cli/learning.js';
import { readConfig } from '../../bot/config.js';
import { ola } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from '../handoff/folder.js';
import { catchPrinted } from '../support/printed.js';
import { root } from '../support/root.js';

let folder: StoreFolder;
const printed = catchPrinted();

beforeEach(async () => {
  folder = await createStoreFolder();
});
afterEach(() => folder.remove());

async function firstline(...words: readonly string[]): Promise<string> {
  const program = new Command().exitOverride();
  const env = { STORE_URL: `file:${folder.path}`, FIRSTLINE_NOW: '2026-03-12T12:00:00Z' };
  addLearningCommands(program, () => readConfig(env, { root, cwd: '/' }));
  await program.parseAsync(words, { from: 'user' });
  return printed();
}

async function used(): Promise<void> {
  const store = await folder.open();
  const text = 'carnival \u001b[31m hours';
  await store.feedback.append([
    { at: noon, owner: ola, use: { what: 'unanswered', near: 'holidays', text } },
    { at: noon, owner: ola, use: { what: 'chosen', of: ['holidays'], entry: 'holidays', text: 'day off?' } },
    { at: new Date('2026-01-01'), owner: ola, use: { what: 'unanswered', near: null, text: 'long ago' } },
  ]);
}

describe('the commands about use', () => {
  it('show gaps and a proposal while the bot runs, without signs that steer the terminal', async () => {
    await used();
    const text = await firstline('knowledge', 'gaps');
    expect(text).toMatch(/Not answered\n {2}1 times, 1 people, nearest holidays\n {4}carnival/);
    expect(text).toContain('holidays:\n  - "day off?"');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('long ago');
    const { gaps, proposal } = JSON.parse(await firstline('knowledge', 'gaps', '--since', '100', '--json'));
    expect(gaps).toHaveLength(3);
    expect(parse(proposal)).toEqual({ holidays: ['day off?'] });
  });

  it('show the figures of each day', async () => {
    await used();
    expect(await firstline('figures')).toMatch(/^DAY .*\n2026-03-11 +1 /);
    const [day] = JSON.parse(await firstline('figures', '--json', '--time-zone', 'Asia/Tokyo'));
    expect(day).toMatchObject({ day: '2026-03-11', asked: 1, unanswered: 1 });
  });

  it('say so when nothing was noted, and refuse what is no time', async () => {
    expect(await firstline('knowledge', 'gaps')).toContain('Nothing was noted');
    await expect(firstline('knowledge', 'gaps', '--since', 'ever')).rejects.toThrow('--since');
    await expect(firstline('figures', '--time-zone', 'Moon')).rejects.toThrow('Europe/Berlin');
  });
});
