import type { Server } from 'restify';
import { Problem } from './channels/problem.js';

/** Lets a server finish what it has begun. */
export interface Drain {
  /** The server emits `draining`, for what would stay open by itself. From now on new requests get 503; resolves when none is under way any more, or after `patience` milliseconds. */
  finish(patience: number): Promise<void>;
  /** Mounted after everything else that looks at a request first, so that a refusal carries its headers too. */
  refuseWhenDraining(): void;
}

/** Counts the requests of the server from now on. */
export function createDrain(server: Server): Drain {
  let underWay = 0;
  let draining = false;
  let idle = () => {};

  server.pre((_request, response, next) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) idle();
    });
    next();
  });

  return {
    finish: async (patience) => {
      draining = true;
      server.emit('draining');
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        idle = resolve;
        timer = setTimeout(resolve, patience);
        if (underWay === 0) resolve();
      });
      clearTimeout(timer);
    },
    refuseWhenDraining: () => {
      server.pre((_request, _response, next) => {
        const busy = new Problem(503, 'ServiceUnavailable', 'The service is restarting.', {
          Connection: 'close',
        });
        next(draining ? busy : undefined);
      });
    },
  };
}
