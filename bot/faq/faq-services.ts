import type { Services } from '../../dialogs/services.js';

/** What the FAQ may use: it reads and looks up, and can neither open nor change anything. */
export type FaqServices = Pick<Services, 'knowledge' | 'say' | 'suggest'>;
