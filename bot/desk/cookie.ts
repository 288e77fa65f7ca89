import type { Request, Response } from 'restify';

/** One cookie of ours. `seconds`: how long the browser keeps it; 0 removes it. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly sameSite: 'Strict' | 'Lax';
  readonly seconds: number;
  /** Over TLS only. */
  readonly secure: boolean;
}

/** Sends a cookie that no script can read, beside those that the answer sets already. */
export function setCookie(response: Response, cookie: Cookie): void {
  const { name, value, path, sameSite, seconds, secure } = cookie;
  const parts = [
    `${name}=${value}`,
    `Path=${path}`,
    `Max-Age=${seconds}`,
    'HttpOnly',
    `SameSite=${sameSite}`,
  ];
  const text = [...parts, ...(secure ? ['Secure'] : [])].join('; ');
  const before = response.getHeader('Set-Cookie');
  response.setHeader('Set-Cookie', [...(Array.isArray(before) ? before : []), text]);
}

/** The value of a cookie; empty when there is none. */
export function readCookie(request: Request, name: string): string {
  const all = (request.headers.cookie ?? '').slice(0, 8000).split(';');
  const found = all.map((one) => one.trim()).find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}
