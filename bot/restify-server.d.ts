/** Parts of restify that its types do not describe by file. */
declare module 'restify/lib/router.js' {
  import type { Logger } from 'pino';

  class Router {
    constructor(options: { readonly log: Logger; readonly maxParamLength: number });
  }
  export = Router;
}

declare module 'restify/lib/server.js' {
  import type { Logger } from 'pino';
  import type { Server } from 'restify';
  import type Router from 'restify/lib/router.js';

  const RestifyServer: new (options: {
    readonly name: string;
    readonly log: Logger;
    readonly router: Router;
  }) => Server;
  export = RestifyServer;
}
