import type { Handoff } from '../handoff/handoff.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Offer } from '../knowledge/search/suggest.js';
import type { Wording } from './wording.js';

/** Everything that dialogs may use. */
export interface Services {
  readonly knowledge: Knowledge;
  readonly handoff: Handoff;
  readonly say: Wording;
  /** Entries whose names are like these few words, for what is too short or misspelt to be understood. */
  readonly suggest: (text: string) => readonly Offer[];
  readonly now: () => Date;
  /** A new unguessable id. */
  readonly newId: () => string;
}
