/** A kind of file that is taken: how its name ends, and how its content begins or reads. */
interface FileKind {
  readonly type: string;
  readonly extensions: readonly string[];
  readonly fits: (bytes: Buffer) => boolean;
}

const begins =
  (...starts: readonly string[]) =>
  (bytes: Buffer) =>
    starts.some((start) => bytes.subarray(0, start.length).equals(Buffer.from(start, 'latin1')));

const isText = (bytes: Buffer) => {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
};

/** What describes a fault: pictures of the screen, logs, configuration. Nothing that a browser would run. */
const kinds: readonly FileKind[] = [
  { type: 'image/png', extensions: ['png'], fits: begins('\x89PNG\r\n') },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], fits: begins('\xff\xd8\xff') },
  { type: 'image/gif', extensions: ['gif'], fits: begins('GIF87a', 'GIF89a') },
  { type: 'image/webp', extensions: ['webp'], fits: begins('RIFF') },
  { type: 'application/pdf', extensions: ['pdf'], fits: begins('%PDF-') },
  { type: 'application/zip', extensions: ['zip'], fits: begins('PK\x03\x04') },
  { type: 'application/json', extensions: ['json'], fits: isText },
  { type: 'text/csv', extensions: ['csv'], fits: isText },
  { type: 'text/plain', extensions: ['txt', 'log', 'cfg', 'ini', 'yaml', 'yml', 'xml'], fits: isText },
];

/**
 * The media type under which the file is kept; undefined when it is of no accepted kind or its content is not what its
 * name says. The declared type counts only for a name without an extension: browsers do not know a `.log`.
 */
export function acceptedType(declared: string, name: string, bytes: Buffer): string | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const kind = kinds.find(({ type, extensions }) =>
    extension === undefined ? type === declared : extensions.includes(extension),
  );
  return kind?.fits(bytes) ? kind.type : undefined;
}

/** The last part of the sender's name without anything that means something to a file system, page or terminal. */
export function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  const plain = last.normalize('NFC').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return plain.replace(/^[. ]+|[. ]+$/g, '').slice(-100) || 'file';
}
