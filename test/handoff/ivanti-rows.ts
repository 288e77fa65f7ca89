import type { Case } from '../../handoff/case.js';
import type { Outbox } from '../../handoff/store/store.js';
import { caseDraft } from '../contract/drafts.js';
import { noon } from './folder.js';

export function caseOf(changes: Partial<Case> = {}): Case {
  return {
    ...caseDraft('d1'),
    number: 'FL-4KX7TM',
    accessCode: '7KDM4-XW9TR',
    status: 'new',
    createdAt: noon.toISOString(),
    ...changes,
  };
}

export function rowOf(topic: Outbox['topic'], changes: Partial<Outbox> = {}): Outbox {
  return {
    id: topic,
    idempotencyKey: `FL-4KX7TM/${topic}`,
    target: 'itsm',
    topic,
    subject: 'FL-4KX7TM',
    attempts: 0,
    dueAt: noon.toISOString(),
    state: 'pending',
    ...changes,
  };
}
