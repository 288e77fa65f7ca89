import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryLayer } from './entry-layer.js';
import type { Finding } from './finding.js';
import type { NamedLinks } from './links.js';
import type { YamlFile } from './yaml.js';

/** What a button below an answer can start, beside another entry or a link. */
const actions = new Set(['open-case', 'callback-queue', 'callback-now', 'case-status', 'triage', 'human']);

/** Files of a content folder, and what the bot lacks without them. */
const files: Readonly<Record<string, string>> = {
  'entries.yaml': 'entries have ids made of their headings, and no buttons',
  'intake.yaml': 'no case can be taken',
  'priorities.yaml': 'no priority is proposed',
  'entitlements.yaml': 'support levels are unknown',
  'hours.yaml': 'opening hours are unknown',
  'routes.yaml': 'no callback is offered',
  'wording.yaml': 'the bot has no words',
  'replies.yaml': 'commands and short replies are not understood',
  'links.yaml': 'the bot gives no addresses but those in the document',
  phrases: 'questions are recognised by the words of the document alone',
};

/** Says which files the folder lacks. */
export function missingFiles(folder: string): readonly Finding[] {
  return Object.entries(files)
    .filter(([name]) => !existsSync(join(folder, name)))
    .map(([name, lack]) => ({
      file: join(folder, name),
      severity: 'warning',
      message: `there is none: ${lack}`,
    }));
}

/** Holds the editor's layer against the entries and links that it speaks of. */
export function checkLayer(
  file: string,
  { content, lineOf }: YamlFile<EntryLayer>,
  ids: ReadonlySet<string>,
  links: NamedLinks,
): readonly Finding[] {
  return Object.entries(content).flatMap(([id, { offers }]): readonly Finding[] => {
    const unknown = offers.flatMap((offer, at): readonly Finding[] => {
      const wrong = whatIsWrong(offer, ids, links);
      return wrong === undefined
        ? []
        : [{ file, line: lineOf([id, 'offers', at]), severity: 'error', message: wrong }];
    });
    if (ids.has(id)) return unknown;
    const message = `no heading of the document has the key words of "${id}"; correct its "headings", or take it out`;
    return [{ file, line: lineOf([id]), severity: 'warning', message }, ...unknown];
  });
}

function whatIsWrong(offer: string, ids: ReadonlySet<string>, links: NamedLinks): string | undefined {
  const [kind, name = ''] = offer.split(/:(.*)/s);
  if (kind === 'entry' && offer.includes(':'))
    return ids.has(name) ? undefined : `the offer "${offer}" names no entry`;
  if (kind === 'link' && offer.includes(':')) {
    return Object.hasOwn(links, name)
      ? undefined
      : `the offer "${offer}" names a link that links.yaml does not hold`;
  }
  if (actions.has(offer)) return undefined;
  return `the offer "${offer}" is unknown; write one of ${[...actions].join(', ')}, entry:<id> or link:<name>`;
}
