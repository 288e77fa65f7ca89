import { ConfigurationBotFrameworkAuthentication } from 'botbuilder-core';
import type { Bot } from '../bot.js';
import type { Config } from '../config.js';
import type { Service } from '../service.js';
import { connectorChannels, createConnector } from './connector.js';
import { ConnectorAdapter } from './connector-adapter.js';
import { microsoftServiceHosts } from './service-url.js';

/** How Azure Bot Service and Teams are spoken with, under the app id if there is one. */
export function createConnectorAdapter({ app }: Config): ConnectorAdapter {
  return new ConnectorAdapter(
    new ConfigurationBotFrameworkAuthentication(
      app === undefined
        ? {}
        : {
            MicrosoftAppId: app.id,
            MicrosoftAppPassword: app.password,
            MicrosoftAppType: app.type,
            MicrosoftAppTenantId: app.tenantId,
          },
    ),
  );
}

/** The door for Azure Bot Service and Teams; without an app id it is open to tools on this machine only. */
export function createConnectorChannel({ app }: Config, adapter: ConnectorAdapter, bot: Bot): Service {
  return createConnector({
    adapter,
    logic: bot,
    serviceUrls: { hosts: app === undefined ? [] : microsoftServiceHosts, loopback: app === undefined },
    channels: app === undefined ? [...connectorChannels, 'emulator', 'test'] : connectorChannels,
  });
}
