import type { Server } from 'restify';

/** One thing that the HTTP server offers, such as a channel or a site; mounted on the server before it listens. */
export interface Service {
  mount(server: Server): void;
  /** Answers that stay open must end when the server emits `draining`. Called once no request is being answered any more; ends what the service keeps open. */
  close(): Promise<void>;
}
