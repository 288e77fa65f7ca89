import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site of somebody else, on another site than 127.0.0.1 as browsers see it, whose pages embed a widget. */
export interface Shop {
  /** Such as `http://localhost:41234`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** `attributes` of the script tag come from the query, `?data-theme=dark`. */
export async function openShop(widgetHost: () => string): Promise<Shop> {
  const server: Server = createServer((request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      // As strict as it gets: the widget needs these two sources and nothing else.
      'Content-Security-Policy': `default-src 'none'; script-src ${widgetHost()}; frame-src ${widgetHost()}; require-trusted-types-for 'script'`,
    });
    response.end(page(request, widgetHost()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function page(request: IncomingMessage, host: string): string {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams;
  const attributes = [...query].map(([name, value]) => ` ${name}="${value}"`).join('');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>A shop</title>
    <script src="${host}/widget.js" async${attributes}></script>
  </head>
  <body>
    <main>
      <h1>A shop</h1>
      <button type="button">Help</button>
    </main>
  </body>
</html>`;
}
