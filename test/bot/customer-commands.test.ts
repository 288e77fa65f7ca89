import { Command } from 'commander';
import { addCaseCommands } from '../../bot/cli/cases.js';
import { addCustomerCommands } from '../../bot/cli/customer.js';
import { readConfig } from '../../bot/config.js';
import { caseDraft, ola } from '../contract/drafts.js';
import { createStoreFolder, noon, type StoreFolder } from '../handoff/folder.js';
import { catchPrinted } from '../support/printed.js';

let folder: StoreFolder;
const printed = catchPrinted();

beforeEach(async () => {
  folder = await createStoreFolder();
});
afterEach(() => folder.remove());

/** What the command prints. */
async function firstline(...words: readonly string[]): Promise<string> {
  const program = new Command().exitOverride();
  const config = () => readConfig({ STORE_URL: `file:${folder.path}` }, { root: '/program', cwd: '/' });
  addCustomerCommands(program, config);
  addCaseCommands(program, config);
  await program.parseAsync(words, { from: 'user' });
  return printed();
}

async function openCase(): Promise<string> {
  const store = await folder.open();
  const { case: opened } = await store.cases.addCase(caseDraft('d'), noon, []);
  await store.state.write('conversation/directline/c1', { memory: {} }, undefined, ola);
  await store.close();
  return opened.number;
}

describe('the commands about customers', () => {
  it('export what is kept, also while the bot runs, and never the access code', async () => {
    const number = await openCase();
    const running = await folder.open();
    const accessCode = (await running.cases.findCase(number))?.accessCode ?? '';
    expect(await firstline('customer', 'export', 'ola@customer.example')).toContain(number);
    const json = await firstline('customer', 'export', 'dl_ola', '--json');
    const exported = JSON.parse(json);
    expect(exported.cases[0]).toMatchObject({ number, contact: { name: 'Ola Berg' } });
    expect(exported.state).toEqual([{ key: 'conversation/directline/c1', value: { memory: {} } }]);
    expect(json).not.toContain(accessCode);
  });

  it('forget who closed cases were for, and open ones once they are closed', async () => {
    const number = await openCase();
    expect(JSON.parse(await firstline('customer', 'forget', 'dl_ola', '--json'))).toEqual({
      made: 0,
      kept: 1,
      removed: 1,
    });
    expect(await firstline('cases', 'show', number)).toContain('Ola Berg');
    expect(await firstline('cases', 'update', number, '--status', 'closed', '--note', 'solved')).toContain(
      'closed',
    );
    expect(await firstline('cases', 'show', number)).not.toMatch(/Ola|ola@customer/);
    await expect(firstline('customer', 'export', 'ola@customer.example')).rejects.toThrow('Nothing is kept');
  });

  it('say what is wrong', async () => {
    const number = await openCase();
    await expect(firstline('cases', 'update', number, '--status', 'gone')).rejects.toThrow(
      '"gone" is no status',
    );
    await expect(firstline('cases', 'update', number)).rejects.toThrow('--status or --note');
    await expect(firstline('cases', 'update', 'FL-000000', '--note', 'x')).rejects.toThrow(
      'no case FL-000000',
    );
    await folder.open();
    await expect(firstline('customer', 'forget', 'dl_ola')).rejects.toThrow('The bot is running');
  });
});
