import type { Handoff } from '../handoff/handoff.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Wording } from './wording.js';

/** Everything that dialogs may use. */
export interface Services {
  readonly knowledge: Knowledge;
  readonly handoff: Handoff;
  readonly say: Wording;
  readonly now: () => Date;
  /** A new unguessable id. */
  readonly newId: () => string;
}
