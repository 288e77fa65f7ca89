import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Bot } from '../bot.js';
import type { Config } from '../config.js';
import type { Service } from '../service.js';
import { connectorChannels, createConnector } from './connector.js';
import { ConnectorAdapter } from './connector-adapter.js';
import { microsoftServiceHosts } from './service-url.js';

/** The door for Azure Bot Service and Teams; without an app id it is open to tools on this machine only. */
export function createConnectorChannel({ app }: Config, bot: Bot): Service {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    app === undefined
      ? {}
      : {
          MicrosoftAppId: app.id,
          MicrosoftAppPassword: app.password,
          MicrosoftAppType: app.type,
          MicrosoftAppTenantId: app.tenantId,
        },
  );
  return createConnector({
    adapter: new ConnectorAdapter(authentication),
    logic: bot,
    serviceUrls: { hosts: app === undefined ? [] : microsoftServiceHosts, loopback: app === undefined },
    channels: app === undefined ? [...connectorChannels, 'emulator', 'test'] : connectorChannels,
  });
}
