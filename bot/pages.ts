import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler, Server } from 'restify';
import { sendPage } from './page.js';
import { loadFiles, mountFiles, type StaticFiles } from './static-files.js';

/**
 * The chat page and its files. In the HTML stand `{{nonce}}`, where each answer's nonce belongs, and `{{embedders}}`, where
 * the origins do that may show the page in a frame.
 */
export interface Pages {
  readonly html: string;
  readonly files: StaticFiles;
}

/** All that is ever served from the folder. */
const served = [
  { address: '/chat.js', file: 'chat.js' },
  { address: '/chat-memory.js', file: 'chat-memory.js' },
  { address: '/embedding.js', file: 'embedding.js' },
  { address: '/settings.js', file: 'settings.js' },
  { address: '/unread.js', file: 'unread.js' },
  { address: '/words.json', file: 'words.json' },
  { address: '/opening.js', file: 'opening.js' },
  { address: '/style-options.js', file: 'style-options.js' },
  { address: '/theme.css', file: 'theme.css' },
  { address: '/chat.css', file: 'chat.css' },
  { address: '/icon.svg', file: 'icon.svg' },
  { address: '/webchat.js', file: 'vendor/webchat.js' },
] as const;

/** Reads the page from the program's web folder. Rejects naming the missing file; `vendor/webchat.js` comes with the build. */
export async function loadPages(folder: string): Promise<Pages> {
  return { html: await readFile(join(folder, 'index.html'), 'utf8'), files: await loadFiles(folder, served) };
}

/** One library within Web Chat adds a style element without a nonce, empty at first: the only one that this admits. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Serves the page at `/` and its files beside it. */
export function mountPages(server: Server, { html, files }: Pages): void {
  server.get('/', chatPage(html, []));
  mountFiles(server, files);
}

/** Answers with the chat page, which our own pages and those of the given origins may show in a frame. */
export function chatPage(html: string, embedders: readonly string[]): RequestHandler {
  // Web Chat's styles are made at run time and carry the nonce.
  const sources = { 'style-src': [emptyStyle], 'worker-src': ['blob:'], 'frame-ancestors': embedders };
  const page = html.replace('{{embedders}}', embedders.join(' '));
  return async (_request, response) => sendPage(response, page, { sources });
}
