import type { Request } from 'restify';
import { mediaType, readBody } from '../body.js';
import { parseJson } from '../json.js';
import { Problem } from '../problem.js';
import { acceptedType, safeFileName } from './file-kind.js';
import type { StoredFile } from './files.js';
import type { Limits } from './limits.js';

/** What an upload holds: the activity, if one was sent, and the files that passed the rules. */
export interface Upload {
  readonly activity: unknown;
  readonly files: readonly StoredFile[];
}

/** Bytes of one part's headers. */
const longestHeader = 4096;

const activityType = 'application/vnd.microsoft.activity';

/** Reads a multipart upload or one bare file. Throws a `Problem`: 400, 413 or 415. */
export async function readUpload(request: Request, limits: Limits): Promise<Upload> {
  const type = mediaType(request);
  const body = await readBody(request, limits.upload);
  if (type !== 'multipart/form-data') {
    const name = /filename="?([^";]+)"?/i.exec(request.headers['content-disposition'] ?? '')?.[1] ?? 'file';
    return { activity: undefined, files: [accept(type, name, body, limits)] };
  }

  checkParts(request, body, limits);
  const activities: Buffer[] = [];
  const files: StoredFile[] = [];
  for (const [field, part] of await readForm(request, body)) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
    if (field === 'activity' || (typeof part !== 'string' && part.type.startsWith(activityType)))
      activities.push(bytes);
    else if (typeof part !== 'string') files.push(accept(part.type, part.name, bytes, limits));
  }
  const [activity] = activities;
  if (activities.length > 1) throw new Problem(400, 'BadArgument', 'An upload holds at most one activity.');
  if (activity === undefined && files.length === 0)
    throw new Problem(400, 'BadArgument', 'The upload is empty.');
  if (files.length > limits.filesPerUpload) throw tooMany(limits);
  if ((activity?.length ?? 0) > limits.body)
    throw new Problem(413, 'BodyTooLarge', 'The activity is too large.');
  return { activity: activity && parseJson(activity), files };
}

/**
 * Looks at the bare bytes before the parser runs: a body of countless parts or endless headers would keep it, and with
 * it everybody, busy for seconds.
 */
function checkParts(request: Request, body: Buffer, limits: Limits): void {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw malformed();
  const separator = Buffer.from(`--${boundary}`);
  // The activity, the files, and the end of the last part.
  let left = 1 + limits.filesPerUpload + 1;
  for (let at = body.indexOf(separator); at >= 0; at = body.indexOf(separator, at + 1)) {
    if (left === 0) throw tooMany(limits);
    left -= 1;
    const isEnd = body.subarray(at + separator.length, at + separator.length + 2).equals(Buffer.from('--'));
    if (!isEnd && !body.subarray(at, at + longestHeader).includes('\r\n\r\n')) throw malformed();
  }
}

const malformed = () => new Problem(400, 'BadRequest', 'The multipart body is malformed.');

const tooMany = ({ filesPerUpload }: Limits) =>
  new Problem(413, 'TooManyFiles', `An upload holds at most ${filesPerUpload} files.`);

async function readForm(request: Request, body: Buffer): Promise<FormData> {
  try {
    return await new Response(body, {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
  } catch {
    throw malformed();
  }
}

function accept(declared: string, name: string, bytes: Buffer, limits: Limits): StoredFile {
  if (bytes.length > limits.file) {
    throw new Problem(413, 'FileTooLarge', `A file may have at most ${limits.file} bytes.`);
  }
  const safeName = safeFileName(name);
  const contentType = acceptedType(declared.split(';', 1)[0]?.trim().toLowerCase() ?? '', safeName, bytes);
  if (contentType === undefined) {
    throw new Problem(415, 'UnsupportedMediaType', 'Files of this kind are not accepted.');
  }
  return { bytes, contentType, name: safeName };
}
