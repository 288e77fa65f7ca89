import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFiles, type StaticFiles } from '../static-files.js';

/** The desk's pages and their files. `{{state}}` and `{{code}}` stand in the sign-in page. */
export interface DeskPages {
  readonly desk: string;
  readonly signIn: string;
  readonly signedIn: string;
  readonly phone: string;
  readonly files: StaticFiles;
}

/** Names in `web/desk`, served under `/desk/`. */
const served = [
  'desk.css',
  'case.css',
  'sign-in.css',
  'desk.js',
  'api.js',
  'element.js',
  'board.js',
  'case-rows.js',
  'callback-rows.js',
  'case-view.js',
  'case-facts.js',
  'case-actions.js',
  'transcript.js',
  'live.js',
  'figures.js',
  'figures.css',
  'plot.js',
  'say.js',
  'words.js',
  'time.js',
  'phone.css',
  'phone.js',
];

/** Rejects naming the missing file. */
export async function loadDeskPages(folder: string): Promise<DeskPages> {
  const page = (name: string) => readFile(join(folder, `${name}.html`), 'utf8');
  const [desk, signIn, signedIn, phone] = await Promise.all(
    ['desk', 'sign-in', 'signed-in', 'phone'].map(page),
  );
  const files = await loadFiles(
    folder,
    served.map((file) => ({ address: `/desk/${file}`, file })),
  );
  return { desk: desk ?? '', signIn: signIn ?? '', signedIn: signedIn ?? '', phone: phone ?? '', files };
}
