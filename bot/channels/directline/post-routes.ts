import type { Activity } from 'botbuilder';
import type { Request, Server } from 'restify';
import { type ClientActivity, parseClientActivity } from '../activity.js';
import { mediaType, readBody } from '../body.js';
import { parseJson } from '../json.js';
import { Problem } from '../problem.js';
import type { Access } from './access.js';
import { toBot } from './bot-activity.js';
import { openConversation } from './conversation-routes.js';
import { type Endpoint, newId } from './endpoint.js';
import { createRate, type Rate } from './rate.js';
import { readUpload } from './upload.js';

/** What a client may say to the bot; anything else is taken and has no effect. */
const heard = new Set(['message', 'event', 'invoke', 'messageReaction', 'endOfConversation']);

/** Sending activities and files, and reading a sent file back. */
export function mountPostRoutes(server: Server, prefix: string, endpoint: Endpoint): void {
  const { conversations, turns, files, limits, addresses } = endpoint;
  const posts = createRate(limits.posts, limits.postWindow);
  const uploads = createRate(limits.uploads, limits.postWindow);

  const open = async (request: Request, ...rates: readonly Rate[]) => {
    const opened = await openConversation(request, endpoint);
    for (const rate of rates) await rate(opened.access.kind === 'token' ? opened.user : opened.conversation);
    return opened;
  };

  const deliver = async (conversation: string, activity: Partial<Activity>) => {
    if (!heard.has(activity.type ?? '')) return newId();
    const logged = await conversations.receive(conversation, activity);
    await turns.run(toBot(conversation, logged));
    return logged.id;
  };

  server.post(`${prefix}/conversations/:id/activities`, async (request, response) => {
    const { access, conversation, user } = await open(request, posts);
    if (mediaType(request) !== 'application/json') {
      throw new Problem(415, 'UnsupportedMediaType', 'An activity is sent as application/json.');
    }
    const activity = parseClientActivity(parseJson(await readBody(request, limits.body)));
    response.json(200, { id: await deliver(conversation, asUser(activity, access, user)) });
  });

  server.post(`${prefix}/conversations/:id/upload`, async (request, response) => {
    const { access, conversation, user } = await open(request, posts, uploads);
    const upload = await readUpload(request, limits);
    const activity = parseClientActivity(upload.activity ?? { type: 'message' });
    const folder = `${addresses.publicOrigin(request)}${prefix}/conversations/${conversation}/files`;
    const attachments = upload.files.map((file) => ({
      contentType: file.contentType,
      contentUrl: `${folder}/${files.add(file)}`,
      name: file.name,
    }));
    response.json(200, {
      id: await deliver(conversation, { ...asUser(activity, access, user), attachments }),
    });
  });

  // A picture in a page cannot send a token, so the file's own unguessable id is what admits the reader.
  server.get(`${prefix}/conversations/:id/files/:file`, async (request, response) => {
    const file = files.find(String(request.params.file));
    if (file === undefined) throw new Problem(404, 'NotFound', 'There is no such file.');
    const shown = file.contentType.startsWith('image/');
    response.sendRaw(200, file.bytes, {
      'Content-Type': file.contentType,
      'Content-Length': String(file.bytes.length),
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=3600',
    });
  });
}

/** Whoever the client says it is: a token's user is the user, and nobody but the bot speaks as the bot. */
function asUser(activity: ClientActivity, access: Access, user: string): Partial<Activity> {
  const { id, from, channelData, ...content } = activity;
  const sender = access.kind === 'secret' ? (from?.id ?? user) : user;
  // A client without Web Chat's own id may repeat itself under the activity id that it chose.
  const clientActivityID = channelData?.clientActivityID ?? id;
  // The fields that the schema names are those of an Activity; their nested parts stay as the client sent them.
  return {
    ...content,
    from: { id: sender, name: from?.name ?? '', role: 'user' },
    ...((channelData || id) && { channelData: { ...channelData, clientActivityID } }),
  } as Partial<Activity>;
}
