import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { browserSuite, launchChromium } from '../support/chromium.js';
import { root } from '../support/root.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

browserSuite('the desk and the chat, each in a browser of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-desk-'));
  const env = { ...process.env, PORT: '0', STORE_URL: `file:${folder}`, LOG_LEVEL: 'warn' };
  let program: ChildProcess;
  let browser: Browser;
  /** The customer's chat, the desk, and the phone that rings in place of the customer's. */
  let chat: Page;
  let desk: Page;
  let phone: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    program = spawn(process.execPath, [join(root, 'bot/firstline.js'), 'serve'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { address, link } = await printedBy(program);
    browser = await launchChromium();
    chat = await (await browser.newContext()).newPage();
    await chat.goto(address);
    await heard('I am the support assistant');

    const staff = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    desk = await staff.newPage();
    desk.on('pageerror', (error) => problems.push(error.message));
    desk.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await desk.goto(link);
    await desk.getByLabel('Your name').fill('Kim');
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByText('Live', { exact: true }).waitFor();
    phone = await staff.newPage();
    await phone.goto(new URL('/desk/phone', address).href);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    program?.kill('SIGTERM');
    if (program?.exitCode === null) await once(program, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  const heard = (text: string) =>
    chat.locator('.webchat__bubble', { hasText: text }).last().waitFor({ timeout: 20_000 });
  const say = async (text: string) => {
    const box = chat.getByRole('textbox', { name: 'Message input box' });
    await box.fill(text);
    await box.press('Enter');
  };
  const press = (title: string) => chat.getByRole('button', { name: title, exact: true }).last().click();
  const violations = async (page: Page): Promise<readonly string[]> => {
    await page.addScriptTag({ path: axe }).catch(() => page.evaluate(`void 0`));
    const found = await page.evaluate<{ readonly violations: readonly { id: string; nodes: unknown[] }[] }>(
      'axe.run(document, { resultTypes: ["violations"] })',
    );
    return found.violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes).slice(0, 300)}`);
  };

  it('rings whoever asks to be called now, and the chat says how the call goes', async () => {
    await say(
      'Service Manager 2024.3 does not start any more since the update, nobody can work. Ola Berg, ola.berg@example.org, +47 22 99 00 11',
    );
    await heard('installed and used');
    await press('Yes');
    await heard('large part of the product');
    await press('Yes');
    await heard('restart bring it back');
    await press('No');
    await nameIfAsked();
    await heard('Proposed priority: P1');
    await press('Create the case');
    await heard('Your case is');
    const row = desk.locator('#cases a.case').first();
    await row.getByText('P1', { exact: true }).waitFor({ timeout: 20_000 });

    await press('Call me now');
    await heard('Which support level');
    await say('Premium');
    await heard('Shall we ring +47 22 99 00 11');
    await press('Yes, that number');
    await heard('Shall I request the callback');
    await press('Request the callback');

    await phone.getByRole('button', { name: 'Answer' }).waitFor({ timeout: 20_000 });
    await heard('is ringing now');
    await desk.locator('#queue').getByText('ringing').waitFor();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await heard('You are through');
    await desk.locator('#queue').getByText('On the line').waitFor();
    await desk.getByRole('button', { name: 'Take the call' }).click();
    await phone.getByText('talking with support').waitFor();
    await desk.locator('#queue').getByRole('button', { name: 'Done' }).click();
    await heard('The call is over');
    await desk.getByText('Nobody waits for a call.').waitFor();
  }, 180_000);

  it('changes a grade with a reason, which the customer reads at once', async () => {
    await desk.locator('#cases a.case').first().focus();
    await desk.keyboard.press('Enter');
    await desk.getByRole('button', { name: 'Change grade' }).click();
    await desk.getByLabel('Priority').selectOption('P2');
    await desk.getByLabel('Reason').fill('A restart brought it back.');
    await desk.locator('#dialog-grade').getByRole('button', { name: 'Change grade' }).click();
    await heard('changed its priority from P1 to P2');
    await heard('A restart brought it back.');
    await desk.locator('#detail').getByText('priority: P1 → P2').waitFor();
    await desk.locator('#detail').getByText('sent to the customer').waitFor();
    // What the customer said, and what the bot and support said to them, stands below.
    await desk.locator('.talk').getByText('A restart brought it back.').waitFor();
  }, 60_000);

  it('shows what the customer adds at once, as their words', async () => {
    await say('I want to add something to my case');
    await heard('What shall I add to');
    await say('It also happens on server B <b>now</b>');
    await heard('Shall I add it?');
    await press('Add it to the case');
    await heard('support sees it on the case');
    await desk.locator('#detail .part-added').getByText('It also happens on server B <b>now</b>').waitFor();
    await desk.locator('#cases').getByText('customer added').waitFor();
  }, 60_000);

  it('keeps what staff write for each other to itself', async () => {
    await desk.getByRole('button', { name: 'Write a note' }).click();
    await desk.getByLabel('Note', { exact: true }).fill('Known fault, ask the developers.');
    await desk.getByRole('button', { name: 'Save note' }).click();
    await desk.locator('#detail').getByText('Known fault').waitFor();
    await desk.getByRole('button', { name: 'Change status' }).click();
    await desk.locator('#status-status').selectOption('resolved');
    await desk.locator('#dialog-status').getByRole('button', { name: 'Change status' }).click();
    await heard('it is now resolved');
    expect(await chat.getByText('Known fault').count()).toBe(0);
    await desk.getByText('There is no case here.').waitFor();
  }, 60_000);

  it('can be used by everybody: no finding of axe, in both themes, on a desk and on a phone', async () => {
    const address = desk.url();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 390, height: 844 },
      ]) {
        const page = await (
          await browser.newContext({
            bypassCSP: true,
            colorScheme,
            viewport,
            storageState: await desk.context().storageState(),
          })
        ).newPage();
        await page.goto(address);
        await page.locator('.talk').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.goto(new URL('/desk', address).href);
        await page.getByText('Nobody waits for a call.').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.goto(new URL('/desk/figures', address).href);
        await page.getByText('Median time to case').waitFor();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
        await page.context().close();
      }
    }
    expect(problems).toEqual([]);
  }, 120_000);

  it('lets nobody in after signing out', async () => {
    await desk.getByRole('button', { name: 'Sign out' }).click();
    await desk.getByText('A link is needed to sign in.').waitFor();
    await desk.goto(new URL('/desk', desk.url()).href);
    expect(desk.url()).toMatch(/\/desk\/sign-in$/);
  });

  async function nameIfAsked(): Promise<void> {
    const asked = chat.locator('.webchat__bubble', { hasText: 'What is your name' }).first();
    const ready = chat.locator('.webchat__bubble', { hasText: 'Proposed priority' }).first();
    await asked.or(ready).first().waitFor({ timeout: 20_000 });
    if (await asked.isVisible()) await say('Ola Berg');
  }
});

/** The addresses that the program prints once it is ready. */
async function printedBy(
  program: ChildProcess,
): Promise<{ readonly address: string; readonly link: string }> {
  let printed = '';
  for await (const chunk of program.stdout ?? []) {
    printed += String(chunk);
    const [address, link] = printed.match(/http:\/\/\S+(?=\s)/g) ?? [];
    if (address !== undefined && link !== undefined) return { address, link };
  }
  throw new Error(`The program ended before it was ready: ${printed}`);
}
