import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';

/** The chat page in memory: its HTML, with `{{nonce}}` where each answer's nonce belongs, and its files by address. */
export interface Pages {
  readonly html: string;
  readonly files: ReadonlyMap<string, PageFile>;
}

interface PageFile {
  readonly body: Buffer;
  readonly gzip: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

const script = 'text/javascript; charset=utf-8';

/** All that is ever served from the folder. */
const served = [
  { address: '/chat.js', file: 'chat.js', contentType: script },
  { address: '/style-options.js', file: 'style-options.js', contentType: script },
  { address: '/chat.css', file: 'chat.css', contentType: 'text/css; charset=utf-8' },
  { address: '/icon.svg', file: 'icon.svg', contentType: 'image/svg+xml' },
  { address: '/webchat.js', file: 'vendor/webchat.js', contentType: script },
] as const;

/**
 * Reads the page from the program's web folder, compressed once.
 * Rejects naming the missing file; `vendor/webchat.js` comes with the build.
 */
export async function loadPages(folder: string): Promise<Pages> {
  const read = async ({
    address,
    file,
    contentType,
  }: (typeof served)[number]): Promise<[string, PageFile]> => {
    const body = await readFile(join(folder, file));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    return [address, { body, gzip: gzipSync(body), contentType, etag }];
  };
  return {
    html: await readFile(join(folder, 'index.html'), 'utf8'),
    files: new Map(await Promise.all(served.map(read))),
  };
}

/** Serves the page at `/` and its files beside it. */
export function mountPages(server: Server, { html, files }: Pages): void {
  server.get('/', async (_request, response) => {
    const nonce = randomBytes(16).toString('base64');
    response.sendRaw(200, html.replaceAll('{{nonce}}', nonce), {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy(nonce),
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    });
  });
  for (const [address, file] of files) {
    server.get(address, async (request, response) => sendFile(request, response, file));
  }
}

/** One library within Web Chat adds a style element without a nonce, empty at first: the only one that this admits. */
const emptyStyle = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** Styles come from Web Chat at run time and carry the nonce; scripts are our own files, and nothing is evaluated. */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}' '${emptyStyle}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

function sendFile(request: Request, response: Response, { body, gzip, contentType, etag }: PageFile): void {
  // Kept, but asked for again each time: the page and its files must never be of two versions.
  const headers = { ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
  if (request.headers['if-none-match'] === etag) {
    response.sendRaw(304, '', headers);
  } else if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    response.sendRaw(200, gzip, { ...headers, 'Content-Type': contentType, 'Content-Encoding': 'gzip' });
  } else {
    response.sendRaw(200, body, { ...headers, 'Content-Type': contentType });
  }
}
