import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { Problem } from './problem.js';

/** A field that the sender got wrong counts as absent, where the message can be understood without it. */
const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

const word = z.string().min(1).max(100);
const id = z.string().min(1).max(1000);
const account = z.looseObject({
  id,
  name: optional(z.string().max(500)),
  role: optional(word),
  aadObjectId: optional(id),
});
const webAddress = z.url({ protocol: /^https?$/ }).max(4000);
const attachment = z.looseObject({
  contentType: z.string().max(200),
  contentUrl: optional(webAddress),
  name: optional(z.string().max(500)),
});
const entity = z.looseObject({ type: z.string().max(200) });
/** An instant that a calendar knows; nonsense is left to the server's clock. */
const instant = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)));

const content = {
  type: word,
  text: optional(z.string()),
  textFormat: optional(word),
  locale: optional(z.string().regex(/^[A-Za-z0-9-]{2,35}$/)),
  name: optional(z.string().max(200)),
  value: z.unknown().optional(),
  valueType: optional(z.string().max(200)),
  attachments: optional(z.array(attachment).max(50)),
  entities: optional(z.array(entity).max(250)),
  channelData: optional(z.looseObject({})),
  replyToId: optional(id),
  localTimezone: optional(z.string().max(100)),
};

const fromConnector = z.looseObject({
  ...content,
  id: optional(id),
  channelId: word,
  serviceUrl: z.string().min(1).max(1000),
  from: account,
  recipient: optional(account),
  conversation: z.looseObject({
    id,
    name: optional(z.string().max(500)),
    tenantId: optional(z.string().max(200)),
    isGroup: optional(z.boolean()),
    conversationType: optional(word),
  }),
  timestamp: optional(instant.transform((text) => new Date(text))),
  localTimestamp: optional(instant.transform((text) => new Date(text))),
  expiration: optional(instant.transform((text) => new Date(text))),
  deliveryMode: optional(word),
  membersAdded: optional(z.array(account).max(1000)),
  membersRemoved: optional(z.array(account).max(1000)),
});

const fromClient = z.object({
  ...content,
  id: optional(id),
  from: optional(z.looseObject({ id: optional(id), name: optional(z.string().max(200)) })),
  localTimestamp: optional(instant),
});

/** What a Direct Line client may say; who says it, where and when is the server's to add. */
export type ClientActivity = z.infer<typeof fromClient>;

/** An activity as a channel service posts it. Throws a `Problem` with status 400 that names the field. */
export function parseConnectorActivity(value: unknown): Activity {
  // The schema has just checked every field that the framework itself reads; the rest stays unknown to us.
  return parse(fromConnector, value) as unknown as Activity;
}

/** An activity as a Direct Line client posts it. Throws a `Problem` with status 400 that names the field. */
export function parseClientActivity(value: unknown): ClientActivity {
  return parse(fromClient, value);
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.') ?? '';
  throw new Problem(
    400,
    'BadArgument',
    field === '' ? 'The activity must be an object.' : `The activity has no valid "${field}".`,
  );
}
