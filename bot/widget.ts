import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chatPage } from './pages.js';
import type { Service } from './service.js';
import { fileOf, mountFiles } from './static-files.js';

/**
 * The widget for other web pages: `/widget.js`, the script that they load, and `/widget`, the chat page as it shows it in a
 * frame. Only pages of the given origins, and our own, get to show it. Rejects naming the missing file.
 */
export async function loadWidget(
  folder: string,
  chatHtml: string,
  origins: readonly string[],
): Promise<Service> {
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const script = await read('widget.js');
  const style = await read('widget.css');
  const words = await read('words.json');
  // One file for whoever embeds it: what the script would have to load by itself, a page's own policy could refuse.
  const whole = script
    .replace("'{{style}}'", () => JSON.stringify(style))
    .replace("'{{words}}'", () => `(${words.trim()})`);
  const files = new Map([['/widget.js', fileOf('widget.js', Buffer.from(whole))]]);
  return {
    mount: (server) => {
      server.get('/widget', chatPage(chatHtml, origins));
      mountFiles(server, files);
    },
    close: async () => undefined,
  };
}
