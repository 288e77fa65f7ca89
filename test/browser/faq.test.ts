import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { browserSuite, launchChromium } from '../support/chromium.js';
import { type Product, startProduct } from '../support/product.js';

/** For the chat on a busy machine, in milliseconds. */
const patience = 60_000;
const desktop = { viewport: { width: 1200, height: 800 } };
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

browserSuite('the FAQ page', () => {
  let product: Product;
  let browser: Browser;
  const complaints: string[] = [];
  const open: Page[] = [];

  beforeAll(async () => {
    product = await startProduct();
    browser = await launchChromium();
  }, 180_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.context().close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  const visit = async (path: string, options: BrowserContextOptions = desktop): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage();
    open.push(page);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (
        !request
          .url()
          .replace(/^blob:/, '')
          .startsWith(new URL(product.address).origin)
      )
        complaints.push(`asked ${request.url()}`);
    });
    await page.goto(new URL(path, product.address).href);
    return page;
  };
  const search = (page: Page) => page.locator('input[name="q"]');

  it('offers entries while one types, typing errors forgiven, and opens the one that the keyboard chooses', async () => {
    const page = await visit('/faq');
    await search(page).pressSequentially('buisness huors');
    await page.getByRole('option', { name: 'Business hours' }).waitFor();
    expect(await search(page).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const chosen = page.locator('[role="option"][aria-selected="true"]');
    expect(await search(page).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    await search(page).fill('technical contacts');
    await page.getByRole('option', { name: 'What each level includes' }).click();
    await page.waitForURL('**/faq/entitlements');
  });

  it('gives the fact that was asked for on Enter', async () => {
    const page = await visit('/faq');
    await search(page).pressSequentially('how many technical contacts do we get with Enhanced?');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/faq?q=*');
    expect(await page.locator('.fact').textContent()).toContain('Technical Contacts: 8 (Enhanced)');
    await page.goBack();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('How can we help?');
  });

  it('can be read and searched without JavaScript', async () => {
    const page = await visit('/faq', { ...desktop, javaScriptEnabled: false });
    await page.getByRole('link', { name: 'What each level includes' }).click();
    const cells = page.getByRole('row', { name: 'Technical Contacts' }).getByRole('cell');
    expect(await cells.allTextContents()).toEqual(['4', '8', '10']);
    await search(page).fill('do unused trm days carry over?');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('.fact').textContent()).toContain('do not carry over');
  });

  it('opens at the section that a link names', async () => {
    const page = await visit('/faq/priority-levels#p3');
    expect(await page.locator('#p3').evaluate((section) => section.matches(':target'))).toBe(true);
  });

  it('asks about an entry in the chat, once, and what follows is understood in its light', async () => {
    const page = await visit('/faq/entitlements');
    await page.getByRole('link', { name: 'Ask about this' }).click();
    const bubbles = page.locator('.webchat__bubble');
    const heard = (text: string) => bubbles.filter({ hasText: text }).last().waitFor({ timeout: patience });
    await heard('What does my Support level entitle me to?');
    await heard('Standard in short');
    expect(new URL(page.url()).search).toBe('');
    const box = page.getByRole('textbox', { name: 'Message input box' });
    await box.fill('and technical contacts on Premium?');
    await box.press('Enter');
    await heard('Technical Contacts: 10 (Premium)');
    await page.reload();
    await heard('Technical Contacts: 10 (Premium)');
    expect(await bubbles.filter({ hasText: 'What does my Support level entitle me to?' }).count()).toBe(1);
  }, 240_000);

  it('takes up an offer in the chat, but no words of a link', async () => {
    const page = await visit('/faq/response-times');
    await page.getByRole('link', { name: 'Report a problem' }).click();
    const bubbles = page.locator('.webchat__bubble');
    await bubbles.filter({ hasText: 'What happens?' }).last().waitFor({ timeout: patience });

    const forged = await visit('/');
    await forged.locator('.webchat__bubble').first().waitFor({ timeout: patience });
    await forged.goto(new URL('/?ask=my%20password&do=nothing&text=hello', product.address).href);
    await forged.locator('.webchat__bubble').first().waitFor({ timeout: patience });
    await forged.waitForURL(product.address);
    expect(await forged.locator('.webchat__bubble--from-user').count()).toBe(0);
    // That the server knows none of it stands in the console.
    expect(complaints.splice(0).filter((one) => !one.includes('404'))).toEqual([]);
  }, 240_000);

  it.each([
    ['light', desktop],
    ['dark', phone],
  ] as const)(
    'can be used by everybody (%s, %j)',
    async (colorScheme, size) => {
      const page = await visit('/faq', { ...size, colorScheme });
      await search(page).pressSequentially('support');
      await page.getByRole('option').first().waitFor();
      for (const path of [
        '',
        '/faq/entitlements',
        '/faq/priority-levels',
        '/faq?q=p1',
        '/faq?q=price+of+a+licence',
      ]) {
        if (path !== '') await page.goto(new URL(path, product.address).href);
        // Past the policy of the page, which lets nothing foreign in: as a debugger would.
        await page.evaluate(axe.source);
        const violations: readonly {
          readonly id: string;
          readonly nodes: readonly { readonly html: string }[];
        }[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
        expect(violations.map(({ id, nodes }) => [path, id, nodes[0]?.html])).toEqual([]);
        const { scrollWidth, clientWidth } = (await page.evaluate(
          '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
        )) as { readonly scrollWidth: number; readonly clientWidth: number };
        expect(scrollWidth).toBe(clientWidth);
      }
    },
    240_000,
  );
});
