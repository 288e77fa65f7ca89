/** An Echo bot as the SDK's samples build one, with as much of Direct Line as program.ts speaks: what the bot is measured against. */
import { randomUUID } from 'node:crypto';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}

class LocalAdapter extends CloudAdapter {
  async sendActivities(_context, activities) {
    return activities.map(() => ({ id: randomUUID() }));
  }
}

const adapter = new LocalAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new EchoBot();
const server = restify.createServer({ name: '' });
server.use(restify.plugins.bodyParser());
server.post('/api/chat/token', (_request, response, next) => {
  response.json(200, { token: 'any', conversationId: randomUUID() });
  next();
});
server.post('/v3/directline/conversations', (_request, response, next) => {
  response.json(201, { token: 'any', conversationId: randomUUID() });
  next();
});
server.post('/v3/directline/conversations/:id/activities', async (request, response) => {
  const activity = {
    ...request.body,
    id: randomUUID(),
    channelId: 'directline',
    serviceUrl: 'http://localhost',
    conversation: { id: request.params.id },
    recipient: { id: 'bot' },
  };
  await adapter.processActivityDirect('', activity, (context) => bot.run(context));
  response.json(200, { id: activity.id });
});
server.listen(0, '127.0.0.1', () => console.log(`Echo bot: http://127.0.0.1:${server.address().port}/`));
