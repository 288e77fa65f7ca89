import { randomBytes } from 'node:crypto';
import type { Response } from 'restify';

/** What a page may do beyond what every page may. `sources`: further CSP sources by directive, such as `style-src`. */
export interface PagePermissions {
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/** Sends HTML under a strict Content-Security-Policy; `{{nonce}}` in it becomes this answer's nonce. */
export function sendPage(
  response: Response,
  html: string,
  { sources = {} }: PagePermissions = {},
  status = 200,
): void {
  const nonce = randomBytes(16).toString('base64');
  response.sendRaw(status, html.replaceAll('{{nonce}}', nonce), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentPolicy(nonce, sources),
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
}

/** Scripts are our own files, and nothing is evaluated; what a page adds comes after its directive's own sources. */
function contentPolicy(nonce: string, sources: Readonly<Record<string, readonly string[]>>): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'"],
  };
  const names = [...new Set([...Object.keys(directives), ...Object.keys(sources)])];
  return names
    .map((name) => {
      const all = [...(directives[name] ?? []), ...(sources[name] ?? [])];
      // 'none' stands alone or not at all.
      const given = all.length > 1 ? all.filter((source) => source !== "'none'") : all;
      return `${name} ${given.join(' ')}`;
    })
    .join('; ');
}
