import type { Attachment } from 'botbuilder';

/** A file that a customer sent, as it is noted on a case: never its content, never an address that somebody else chose. */
export interface AttachedFile {
  readonly name: string;
  readonly type: string;
  /** The id under which the bot's own chat endpoint keeps it for a day; empty for files of other channels. */
  readonly id: string;
  /** Whether it is of a kind that says something about a fault. */
  readonly accepted: boolean;
}

/** As many files of one message as are looked at. */
const most = 10;

/** What describes a fault: pictures of the screen, logs, configuration. */
const kinds = /^(?:image\/(?:png|jpeg|gif|webp)|application\/(?:pdf|zip|json)|text\/(?:plain|csv))$/;
const endings = /\.(?:png|jpe?g|gif|webp|pdf|zip|json|csv|txt|log|cfg|ini|ya?ml|xml)$/i;

/** Teams sends every file as this, and says what it is by its name. */
const teamsFile = 'application/vnd.microsoft.teams.file.download.info';

/** The files of an activity; cards, and the message itself that Teams sends along as HTML, are none. */
export function filesOf(attachments: readonly Attachment[] | undefined): readonly AttachedFile[] {
  return (Array.isArray(attachments) ? attachments : [])
    .filter(({ contentType, contentUrl }) => contentUrl || contentType === teamsFile)
    .slice(0, most)
    .map(({ contentType, contentUrl, name }) => {
      const type = contentType === teamsFile ? '' : text(contentType).toLowerCase();
      const shown = safeName(text(name));
      const accepted =
        type === '' ? endings.test(shown) : kinds.test(type) && (!shown.includes('.') || endings.test(shown));
      return { name: shown, type, id: ownId(text(contentUrl)), accepted };
    });
}

/** The last part of the sender's name, without anything that means something to a page or a terminal. */
function safeName(name: string): string {
  const last = name.slice(0, 300).split(/[\\/]/).pop() ?? '';
  return (
    last
      .replace(/[^\p{L}\p{N} ._-]/gu, '_')
      .replace(/^[. ]+/, '')
      .slice(-100) || 'file'
  );
}

/** The id at the end of an address of our own endpoint; it is written down, not fetched. */
function ownId(url: string): string {
  return /\/conversations\/[^/]{1,200}\/files\/([\w-]{20,64})$/.exec(url.slice(0, 1000))?.[1] ?? '';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
