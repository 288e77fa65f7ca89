import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { etagOf, hasVersion } from './etag.js';

/** A file of the web folder that is served under an address. `file`: relative to the folder. */
export interface StaticFile {
  readonly address: string;
  readonly file: string;
}

/** Files in memory, compressed once when first asked for, by address. */
export type StaticFiles = ReadonlyMap<string, LoadedFile>;

interface LoadedFile {
  readonly body: Buffer;
  readonly gzip: () => Promise<Buffer>;
  readonly contentType: string;
  readonly etag: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};

const compress = promisify<Buffer, Buffer>(gzip);

/** Rejects naming the missing file. */
export async function loadFiles(folder: string, served: readonly StaticFile[]): Promise<StaticFiles> {
  return new Map(await Promise.all(served.map(({ address, file }) => load(address, join(folder, file)))));
}

async function load(address: string, path: string): Promise<readonly [string, LoadedFile]> {
  return [address, fileOf(path, await readFile(path))];
}

/** A file whose content was put together here; `name` tells its kind. */
export function fileOf(name: string, body: Buffer): LoadedFile {
  const contentType = contentTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  let compressed: Promise<Buffer> | undefined;
  // On another thread, and not while the program starts.
  const once = (): Promise<Buffer> => (compressed ??= compress(body));
  return { body, gzip: once, contentType, etag: etagOf(body) };
}

/** Serves each file under its address. */
export function mountFiles(server: Server, files: StaticFiles): void {
  for (const [address, file] of files) {
    server.get(address, async (request, response) => sendFile(request, response, file));
  }
}

async function sendFile(
  request: Request,
  response: Response,
  { body, gzip, contentType, etag }: LoadedFile,
): Promise<void> {
  // Kept, but asked for again each time: a page and its files must never be of two versions.
  const headers = { ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
  if (hasVersion(request, etag)) {
    response.sendRaw(304, '', headers);
  } else if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    response.sendRaw(200, await gzip(), {
      ...headers,
      'Content-Type': contentType,
      'Content-Encoding': 'gzip',
    });
  } else {
    response.sendRaw(200, body, { ...headers, 'Content-Type': contentType });
  }
}
