import { join } from 'node:path';
import type { TurnContext } from 'botbuilder';
import type { Browser, Page } from 'playwright-core';
import { loadPages } from '../../bot/pages.js';
// @ts-expect-error: plain JavaScript beside the page.
import { fetchWebChat } from '../../web/fetch-webchat.js';
import { browserSuite, launchChromium } from '../support/chromium.js';
import { type EchoServer, secret, startEchoServer } from '../support/echo-server.js';
import { createMemoryLog } from '../support/memory-log.js';
import { root } from '../support/root.js';

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Is this right?' }],
  actions: [{ type: 'Action.Submit', title: 'Yes', data: { answer: 'yes' } }],
};

async function logic(context: TurnContext): Promise<void> {
  const { type, text, value } = context.activity;
  if (type === 'conversationUpdate') await context.sendActivity('Welcome');
  else if (text === 'card') {
    const contentType = 'application/vnd.microsoft.card.adaptive';
    await context.sendActivity({ attachments: [{ contentType, content: card }] });
  } else await context.sendActivity(text ? `**Echo:** ${text}` : `Chosen: ${value.answer}`);
}

browserSuite('the chat page', () => {
  let browser: Browser;
  let server: EchoServer;
  let page: Page;
  let time = Date.parse('2026-03-11T10:00:00Z');
  const complaints: string[] = [];
  const log = createMemoryLog();

  const start = async (port = 0, signedWith = secret) =>
    startEchoServer({
      pages: await loadPages(join(root, 'web')),
      secret: signedWith,
      now: () => new Date(time),
      log,
      logic,
      port,
    });

  beforeAll(async () => {
    await fetchWebChat(root);
    server = await start();
    browser = await launchChromium();
  }, 60_000);
  beforeEach(async () => {
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(?:http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url()))
        complaints.push(`asked ${request.url()}`);
    });
    complaints.length = 0;
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async () => {
    await page.goto(server.url);
    await heard('Welcome');
  };
  const bubbles = (text: string) => page.locator('.webchat__bubble', { hasText: text });
  const heard = (text: string) => bubbles(text).first().waitFor({ timeout: 20_000 });
  const say = async (text: string) => {
    const box = page.getByRole('textbox', { name: 'Message input box' });
    await box.fill(text);
    await box.press('Enter');
  };
  it('holds a conversation, from our own host alone and without a complaint of the browser', async () => {
    await open();
    expect(await page.title()).toBe('Firstline');
    await say('anybody there?');
    await heard('Echo: anybody there?');
    await say('card');
    await page.locator('.ac-pushButton', { hasText: 'Yes' }).click();
    await heard('Chosen: yes');
    expect(complaints).toEqual([]);
  }, 60_000);

  it('shows the same conversation after a reload, once', async () => {
    await open();
    await say('remember me');
    await heard('Echo: remember me');
    await page.reload();
    await heard('Echo: remember me');
    expect(await bubbles('').allInnerTexts()).toEqual(['Welcome', 'remember me', 'Echo: remember me']);
    await say('and now?');
    await heard('Echo: and now?');
    expect(complaints).toEqual([]);
  }, 60_000);

  it('goes on after the server was restarted', async () => {
    await open();
    await say('before');
    await heard('Echo: before');
    await server.close();
    server = await start(Number(new URL(server.url).port));
    await page.reload();
    await heard('Echo: before');
    await say('after');
    await heard('Echo: after');
  }, 60_000);

  it('begins anew when asked to, and says so when the old conversation is over', async () => {
    await open();
    await say('old story');
    await heard('Echo: old story');
    await page.getByRole('button', { name: 'New chat' }).click();
    await page.getByRole('button', { name: 'Start a new chat' }).click();
    await bubbles('old story').first().waitFor({ state: 'detached' });
    await heard('Welcome');
    time += 31 * 60_000;
    await page.reload();
    await page.getByText('Your earlier chat has ended. This is a new one.').waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
    await heard('Welcome');
  }, 60_000);

  it('offers a new conversation when the server no longer knows this one', async () => {
    // The client library waits a random time before it reconnects; this makes it the shortest.
    await page.addInitScript('Math.random = () => 0');
    await open();
    await server.close();
    server = await start(Number(new URL(server.url).port), 'another secret');
    await page.getByText('The connection to this chat was lost.').waitFor({ timeout: 40_000 });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Your earlier chat has ended. This is a new one.').waitFor();
    await heard('Welcome');
  }, 90_000);

  it('says that it cannot be reached, and tries again', async () => {
    await page.route('**/api/chat/token', (route) => route.abort());
    await page.goto(server.url);
    await page.getByText('The chat cannot be reached just now.').waitFor();
    await page.unroute('**/api/chat/token');
    await page.getByRole('button', { name: 'Try again' }).click();
    await heard('Welcome');
  }, 60_000);
});
