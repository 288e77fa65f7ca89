import type { CustomerDirectory } from '../handoff/directory.js';
import type { Drafts } from '../handoff/drafts.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Privacy } from '../handoff/privacy.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Recognition } from '../knowledge/search/recognition.js';
import type { Offer } from '../knowledge/search/suggest.js';
import type { Wording } from './wording.js';

/** Everything that dialogs may use. */
export interface Services {
  readonly knowledge: Knowledge;
  readonly handoff: Handoff;
  readonly directory: CustomerDirectory;
  readonly privacy: Privacy;
  readonly drafts: Drafts;
  /** What a text says, read like a message: the words of one problem among several. */
  readonly recognise: (text: string) => Promise<Recognition>;
  readonly say: Wording;
  /** Entries whose names are like these few words, for what is too short or misspelt to be understood. */
  readonly suggest: (text: string) => readonly Offer[];
  readonly now: () => Date;
  /** A new unguessable id. */
  readonly newId: () => string;
}
