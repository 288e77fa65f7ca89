import type { Wording } from '../../dialogs/wording.js';
import type { Staff } from '../../handoff/staff.js';
import type { Store } from '../../handoff/store/store.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import type { Addresses } from '../channels/directline/address.js';
import type { DeskSettings } from '../desk-settings.js';
import type { Logger } from '../log.js';
import type { DeskPages } from './desk-pages.js';
import type { Events } from './events.js';
import type { Oidc } from './oidc.js';
import type { Seal } from './seal.js';
import type { Sessions } from './session.js';
import type { SignInLinks } from './sign-in-links.js';

/** What the routes of the desk work with. */
export interface DeskParts {
  readonly staff: Staff;
  readonly store: Pick<Store, 'cases' | 'log' | 'feedback'>;
  readonly knowledge: Knowledge;
  readonly say: Wording;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly settings: DeskSettings;
  readonly addresses: Addresses;
  readonly pages: DeskPages;
  readonly events: Events;
  readonly sessions: Sessions;
  /** Undefined where the other way is configured. */
  readonly links: SignInLinks | undefined;
  readonly oidc: Oidc | undefined;
  /** Seals a sign-in that is under way at the provider. */
  readonly underWay: Seal;
}
