import type { CallbackDraft, CaseDraft, Owner } from '../../handoff/case.js';

export const ola: Owner = { channel: 'directline', tenant: '', id: 'dl_ola' };

export function caseDraft(draftId: string, changes: Partial<CaseDraft> = {}): CaseDraft {
  return {
    draftId,
    owner: ola,
    conversation: { conversation: { id: 'c1' }, serviceUrl: 'https://channel.example' },
    priority: 'P2',
    criterion: 'P2',
    product: 'Service Manager',
    version: '2024.3',
    description: 'Saving a form takes a minute.',
    firstMessage: 'saving takes ages',
    contact: { name: 'Ola Berg', email: 'ola@customer.example', phone: '+4722990011' },
    answers: { matter: 'problem', 'major-hard': 'yes' },
    notes: [],
    related: [],
    ...changes,
  };
}

export function callbackDraft(draftId: string, changes: Partial<CallbackDraft> = {}): CallbackDraft {
  return {
    draftId,
    owner: ola,
    conversation: { conversation: { id: 'c1' } },
    kind: 'queue',
    phone: '+4722990011',
    caseNumber: null,
    notes: [],
    ...changes,
  };
}
