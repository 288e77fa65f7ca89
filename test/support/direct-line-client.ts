import type { Activity, DirectLineOptions } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
// @ts-expect-error: the package has no type declarations.
import { XMLHttpRequest } from 'xhr2';
import { waitUntil } from './wait-until.js';

// Microsoft's client expects a browser: it looks for both when it is loaded.
Object.assign(globalThis, { XMLHttpRequest, WebSocket });
const { DirectLine } = await import('botframework-directlinejs');

export interface Client {
  /** What has arrived so far, in order. */
  readonly activities: readonly Activity[];
  /** The numbers of `ConnectionStatus`, in order. */
  readonly statuses: readonly number[];
  /** Resolves to the id that the server gave, or `retry`. */
  say(text: string): Promise<string>;
  /** Resolves when a message with this text has arrived. */
  hear(text: string): Promise<void>;
  close(): void;
}

/** Microsoft's own Direct Line client, connected to the server at `origin`. */
export function connect(origin: string, options: Omit<DirectLineOptions, 'domain'>): Client {
  const client = new DirectLine({
    domain: `${origin}/v3/directline`,
    pollingInterval: 200,
    // The library waits 3 to 15 s before it reconnects; with 0 in place of chance it is always 3 s.
    random: () => 0,
    ...options,
  } as DirectLineOptions);
  const activities: Activity[] = [];
  const statuses: number[] = [];
  client.connectionStatus$.subscribe((status) => statuses.push(status));
  const subscription = client.activity$.subscribe((activity) => activities.push(activity));
  return {
    activities,
    statuses,
    say: (text) =>
      new Promise((resolve, reject) => {
        const activity = { type: 'message', text, from: { id: 'whoever' } } as Activity;
        client.postActivity(activity).subscribe(resolve, reject);
      }),
    hear: (text) =>
      waitUntil(
        `the message "${text}"`,
        () => activities.some((activity) => activity.type === 'message' && activity.text === text),
        8_000,
      ),
    close: () => {
      subscription.unsubscribe();
      client.end();
    },
  };
}
