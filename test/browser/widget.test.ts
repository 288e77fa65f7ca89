import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { Browser, Frame, Page } from 'playwright-core';
import { loadPages } from '../../bot/pages.js';
import { loadWidget } from '../../bot/widget.js';
// @ts-expect-error: plain JavaScript beside the page.
import { fetchWebChat } from '../../web/fetch-webchat.js';
import { browserSuite, launchChromium } from '../support/chromium.js';
import { type EchoServer, startEchoServer } from '../support/echo-server.js';
import { createMemoryLog } from '../support/memory-log.js';
import { root } from '../support/root.js';
import { openShop, type Shop } from '../support/shop.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { width: 1100, height: 760 };
const phone = { width: 390, height: 780 };

async function logic(context: TurnContext): Promise<void> {
  const { type, text } = context.activity;
  if (type === 'conversationUpdate') await context.sendActivity('Welcome');
  if (type !== 'message') return;
  if (text === 'later') await sleep(800);
  const options = ['One', 'Two'].map((title) => ({ type: 'imBack', title, value: title }));
  await context.sendActivity({
    text: `**Echo:** ${text}\n\n| a | b |\n|---|---|\n| 1 | [two](https://example.org/) |`,
    suggestedActions: { to: [], actions: options },
  });
}

browserSuite('the widget on a page of another site', () => {
  const log = createMemoryLog();
  let browser: Browser;
  let shop: Shop;
  let stranger: Shop;
  let server: EchoServer;
  let page: Page;
  let complaints: string[];
  let time = Date.parse('2026-03-11T10:00:00Z');

  const start = async (port = 0) => {
    const web = join(root, 'web');
    const pages = await loadPages(web);
    const allowedOrigins = [shop.origin];
    const services = [await loadWidget(web, pages.html, allowedOrigins)];
    return startEchoServer({ pages, services, log, logic, port, allowedOrigins, now: () => new Date(time) });
  };
  const restart = async () => {
    await server.close();
    server = await start(Number(new URL(server.url).port));
  };

  beforeAll(async () => {
    await fetchWebChat(root);
    shop = await openShop(() => server.url);
    stranger = await openShop(() => server.url);
    server = await start();
    browser = await launchChromium();
  }, 60_000);
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await shop?.close();
    await stranger?.close();
  });

  const visit = async (query = '', at = shop) => {
    page = await browser.newPage({ viewport: desktop });
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${at.origin}/${query}`);
  };
  const launcher = () => page.getByRole('button', { name: /^(?:Open|Close) chat/ });
  const chat = () => page.frameLocator('firstline-widget iframe');
  const bubbles = (text: string) => chat().locator('.webchat__bubble', { hasText: text });
  const heard = (text: string) => bubbles(text).first().waitFor({ timeout: 30_000 });
  const box = () => chat().getByRole('textbox');
  const say = async (text: string) => {
    await box().fill(text);
    await box().press('Enter');
  };
  const expanded = () => page.locator('.launcher').getAttribute('aria-expanded');
  const frame = (): Frame => {
    const found = page.frames().find((each) => each.url().startsWith(`${server.url}/widget`));
    if (found === undefined) throw new Error('There is no chat in a frame.');
    return found;
  };

  it('holds a conversation under the strict policies of both sides, and asks nobody but our host', async () => {
    const asked = new Set<string>();
    await visit();
    page.on('request', (request) => asked.add(request.url()));
    await page.reload();
    await launcher().click();
    await heard('Welcome');
    await say('hello');
    await heard('Echo: hello');
    expect(complaints).toEqual([]);
    const elsewhere = [...asked].filter(
      (url) => !url.startsWith(server.url) && !url.startsWith(shop.origin) && !/^(?:data|blob):/.test(url),
    );
    expect(elsewhere).toEqual([]);
  }, 60_000);

  it('shows the conversation again after a reload, and goes on after a restart of the server', async () => {
    await visit();
    await launcher().click();
    await heard('Welcome');
    await say('before');
    await heard('Echo: before');
    await page.reload();
    await heard('Echo: before');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY');
    await restart();
    await page.reload();
    await heard('Echo: before');
    await say('after');
    await heard('Echo: after');
    expect((await bubbles('').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      'Welcome',
      'before',
      'Echo: before',
      'after',
      'Echo: after',
    ]);
  }, 90_000);

  it('renews its token before that expires', async () => {
    await visit();
    await page.clock.install();
    await page.reload();
    await launcher().click();
    await heard('Welcome');
    for (const _quarter of [1, 2, 3]) {
      const renewed = page.waitForResponse((response) => response.url().endsWith('/tokens/refresh'));
      time += 15 * 60_000;
      await page.clock.fastForward(15 * 60_000 + 1_000);
      expect((await renewed).status()).toBe(200);
    }
    await say('still there?');
    await heard('Echo: still there?');
  }, 90_000);

  it('keeps the conversation while the page lives where a browser keeps nothing', async () => {
    page = await browser.newPage({ viewport: desktop });
    await page.addInitScript(`
      Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } });
      Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} });
    `);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(shop.origin);
    await launcher().click();
    await heard('Welcome');
    await launcher().click();
    await launcher().click();
    await say('hello');
    await heard('Echo: hello');
    await page.reload();
    await launcher().click();
    await heard('Welcome');
    expect(complaints).toEqual([]);
  }, 60_000);

  it('is not shown on pages of other origins, and offers a tab of its own instead', async () => {
    await visit('', stranger);
    await launcher().click();
    await page.getByText('The chat cannot be shown here.').waitFor({ timeout: 30_000 });
    const link = page.getByRole('link', { name: 'Open it in a new tab' });
    expect(await link.getAttribute('href')).toBe(`${server.url}/`);
    expect(complaints.join()).toContain('frame-ancestors');
    await page.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click();
    expect(await expanded()).toBe('false');
  }, 60_000);

  it('counts what comes while it is closed, also over a reload, until it is opened', async () => {
    await visit();
    await launcher().click();
    await heard('Welcome');
    await say('later');
    await bubbles('later').first().waitFor();
    await launcher().click();
    const badged = page.getByRole('button', { name: 'Open chat, 1 new message' });
    await badged.waitFor({ timeout: 20_000 });
    await page.getByRole('status').filter({ hasText: '1 new message' }).waitFor({ state: 'attached' });
    await page.reload();
    await badged.waitFor({ timeout: 30_000 });
    await badged.click();
    await heard('Echo: later');
    expect(await launcher().getAttribute('aria-label')).toBe('Close chat');
    await page.reload();
    await heard('Echo: later');
    await launcher().click();
    await sleep(300);
    expect(await launcher().getAttribute('aria-label')).toBe('Open chat');
  }, 90_000);

  it('is used by keyboard: focus goes in, Escape comes back', async () => {
    await visit();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heard('Welcome');
    expect(await expanded()).toBe('true');
    await page.keyboard.type('typed at once');
    await page.keyboard.press('Enter');
    await heard('Echo: typed at once');
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      `document.activeElement.shadowRoot?.activeElement?.getAttribute('aria-expanded') === 'false'`,
    );
    // Opened from the page's own button, it gives the focus back to that.
    await page.getByRole('button', { name: 'Help' }).focus();
    await page.evaluate('Firstline.open()');
    await chat().locator('[data-id="webchat-sendbox-input"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(`document.activeElement.textContent === 'Help'`);
    expect(await expanded()).toBe('false');
    // A question of the chat's own is answered by Escape first.
    await page.evaluate('Firstline.open()');
    await chat().getByRole('button', { name: 'New chat' }).click();
    const question = chat().getByRole('dialog', { name: 'Start a new chat?' });
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect(await expanded()).toBe('true');
  }, 60_000);

  it('looks as the attributes say, and tells in the console which one it cannot use', async () => {
    await visit(
      '?data-theme=dark&data-accent=%23f2b705&data-title=Help%20desk&data-lang=de&data-position=middle&data-greeting=Hallo!',
    );
    await page.getByRole('button', { name: 'Hallo!' }).click();
    await heard('Welcome');
    expect(complaints).toEqual(['Firstline: data-position is ignored; write right or left.']);
    expect(await page.getByRole('dialog', { name: 'Help desk' }).isVisible()).toBe(true);
    await chat().getByRole('heading', { name: 'Help desk' }).waitFor();
    await chat().getByRole('button', { name: 'Neuer Chat' }).waitFor();
    const style = (of: string, property: string) =>
      frame().evaluate(`getComputedStyle(document.querySelector('${of}')).${property}`);
    expect(await style('html', 'colorScheme')).toBe('dark');
    expect(await style('.mark rect', 'fill')).toBe('rgb(242, 183, 5)');
    await chat().getByRole('button', { name: 'Chat schließen' }).click();
    await page.getByRole('button', { name: 'Chat öffnen' }).waitFor();
  }, 60_000);

  it('has no fault that axe finds, closed and open, light and dark, on desktop and phone', async () => {
    await visit('?data-accent=%230a7d5c&data-greeting=Hello');
    const found = [...(await faults(page.mainFrame()))];
    await launcher().click();
    await heard('Welcome');
    await say('hello');
    await heard('Echo: hello');
    for (const viewport of [desktop, phone]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await faults(page.mainFrame())), ...(await faults(frame())));
      }
    }
    expect(found).toEqual([]);
    expect(await page.getByRole('dialog').boundingBox()).toMatchObject({ x: 0, y: 0, ...phone });
    await chat().getByRole('button', { name: 'Close chat' }).click();
    await launcher().waitFor();
  }, 90_000);
});

/** What axe-core finds in one frame, a line each. */
async function faults(frame: Frame): Promise<readonly string[]> {
  if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(axe);
  return frame.evaluate(`axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.filter(({ impact }) => impact !== 'minor').flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ': ' + target + ': ' + failureSummary)))`);
}
