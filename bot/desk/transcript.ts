import { z } from 'zod';
import type { ConversationLog } from '../../handoff/store/store.js';
import { serviceUrl } from '../channels/directline/bot-activity.js';

/** One message of a conversation, as staff read it. */
export interface Line {
  readonly from: 'customer' | 'bot';
  readonly at: string;
  readonly text: string;
  /** Of what could be clicked below it. */
  readonly buttons: readonly string[];
  /** `url`: where the file lies for a day after it was sent; on this server. */
  readonly files: readonly { readonly name: string; readonly url: string | null }[];
}

/** The newest messages are what staff need first; more are not sent at once. */
const most = 400;
const longest = 8000;

const embedded = z.looseObject({
  serviceUrl: z.literal(serviceUrl),
  conversation: z.looseObject({ id: z.string().min(1) }),
});
const text = z.string().catch('');
const message = z.looseObject({
  type: z.literal('message'),
  id: text,
  timestamp: text,
  text,
  from: z.looseObject({ role: text }).catch({ role: '' }),
  attachments: z
    .array(
      z
        .looseObject({ name: text, contentUrl: text, contentType: text })
        .catch({ name: '', contentUrl: '', contentType: '' }),
    )
    .catch([]),
  suggestedActions: z
    .looseObject({ actions: z.array(z.looseObject({ title: text }).catch({ title: '' })).catch([]) })
    .catch({ actions: [] }),
});

/** What was said where the case came from; undefined where the conversation is not kept here, as in Teams. */
export async function transcriptOf(
  log: ConversationLog,
  conversation: unknown,
): Promise<{ readonly lines: readonly Line[]; readonly cut: boolean } | undefined> {
  const reference = embedded.safeParse(conversation);
  if (!reference.success) return undefined;
  const { id } = reference.data.conversation;
  const length = await log.length(id);
  if (length === 0) return undefined;
  const from = Math.max(0, length - most);
  const lines = (await log.read(id, from, most)).flatMap((activity) => lineOf(activity) ?? []);
  return { lines, cut: from > 0 };
}

function lineOf(activity: unknown): Line | undefined {
  const parsed = message.safeParse(activity);
  if (!parsed.success) return undefined;
  const { from, timestamp, attachments, suggestedActions, ...said } = parsed.data;
  return {
    from: from.role === 'bot' ? 'bot' : 'customer',
    at: timestamp,
    text: said.text.slice(0, longest),
    buttons: suggestedActions.actions.map(({ title }) => title).filter((title) => title !== ''),
    files: attachments
      .filter(({ contentUrl }) => contentUrl !== '')
      .map(({ name, contentUrl }) => ({ name: name || 'file', url: ownPath(contentUrl) })),
  };
}

/** The path of a file of our own endpoint; an address that somebody else chose is not followed. */
function ownPath(url: string): string | null {
  return (
    /\/v3\/directline\/conversations\/[\w-]{1,200}\/files\/[\w-]{20,64}$/.exec(url.slice(-400))?.[0] ?? null
  );
}
