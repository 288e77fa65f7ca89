import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `describe`, or `describe.skip` with a word about it where there is no Chromium. */
export const browserSuite = existsSync(executablePath) ? describe : describe.skip;
if (browserSuite !== describe)
  console.warn(`Skipped: there is no ${executablePath} (install Chromium or set CHROMIUM_PATH).`);

export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath, args: switches });
