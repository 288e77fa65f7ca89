import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chatPage } from './pages.js';
import type { Service } from './service.js';
import { fileOf, mountFiles } from './static-files.js';

/** The script's modules, each after those that it imports. */
const modules = ['memory.js', 'settings.js', 'view.js', 'widget.js'];

/**
 * The widget for other web pages: `/widget.js`, the script that they load, and `/widget`, the chat page as it shows it in a
 * frame. Only pages of the given origins, and our own, get to show it. Rejects naming the missing file.
 */
export async function loadWidget(
  folder: string,
  chatHtml: string,
  origins: readonly string[],
): Promise<Service> {
  const script = fileOf('widget.js', Buffer.from(await assemble(folder)));
  return {
    mount: (server) => {
      server.get('/widget', chatPage(chatHtml, origins));
      mountFiles(server, new Map([['/widget.js', script]]));
    },
    close: async () => undefined,
  };
}

/** One file for whoever embeds it: what the script would have to load by itself, a page's own policy could refuse. */
async function assemble(folder: string): Promise<string> {
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const parts = await Promise.all(modules.map((file) => read(join('widget', file))));
  const style = await read('widget/widget.css');
  const words = await read('words.json');
  const code = parts
    .join('\n')
    .replace(/^import .*$/gm, '')
    .replace(/^export /gm, '')
    .replace("'{{style}}'", () => JSON.stringify(style))
    .replace("'{{words}}'", () => `(${words})`);
  return `(() => {\n'use strict';\n${code}})();\n`;
}
