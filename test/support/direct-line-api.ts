import { secret } from './echo-server.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes.
  readonly body: any;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP request; the body is sent as JSON unless it is text or bytes. */
export async function call(
  method: string,
  url: string,
  { token, body, headers }: Call = {},
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && !raw && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** A conversation that has begun, as its user sees it. */
export interface Chat {
  readonly id: string;
  readonly token: string;
  readonly streamUrl: string;
  /** The conversation's address. */
  readonly url: string;
  say(text: string, more?: object): Promise<Answer>;
  /** All visible activities from a watermark on. */
  history(watermark?: string): Promise<Answer>;
}

/** Begins a conversation as the given user of the server at `origin`. */
export async function openChat(origin: string, user = 'dl_ada'): Promise<Chat> {
  const base = `${origin}/v3/directline`;
  const generated = await call('POST', `${base}/tokens/generate`, {
    token: secret,
    body: { user: { id: user } },
  });
  const { body } = await call('POST', `${base}/conversations`, { token: generated.body.token });
  return chatAt(origin, { id: body.conversationId, token: body.token, streamUrl: body.streamUrl });
}

/** The same conversation on the server at `origin`. */
export function chatAt(origin: string, chat: Pick<Chat, 'id' | 'token' | 'streamUrl'>): Chat {
  const { id, token, streamUrl } = chat;
  const url = `${origin}/v3/directline/conversations/${id}`;
  return {
    id,
    token,
    streamUrl,
    url,
    say: (text, more) =>
      call('POST', `${url}/activities`, { token, body: { type: 'message', text, ...more } }),
    history: (watermark) =>
      call('GET', `${url}/activities${watermark === undefined ? '' : `?watermark=${watermark}`}`, { token }),
  };
}

/** The texts of the messages in an ActivitySet. */
export const texts = ({ body }: Answer): readonly string[] =>
  body.activities.map((activity: { readonly text?: string }) => activity.text);
