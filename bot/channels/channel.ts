import type { Server } from 'restify';

/** One way in which messages come in; mounted on the server before it listens. */
export interface Channel {
  mount(server: Server): void;
  /** Called once no request is being answered any more; ends what the channel keeps open. */
  close(): Promise<void>;
}
