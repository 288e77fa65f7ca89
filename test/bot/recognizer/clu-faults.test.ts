import { openCluRecognizer } from '../../../bot/recognizer/clu.js';
import type { Recognizer } from '../../../bot/recognizer/recognizer.js';
import { smallKnowledge, smallRecognition } from '../../knowledge/search/small-model.js';
import { type Behaviour, type CluService, predicting, replying, startCluService } from './clu-service.js';
import { createLogLines } from './log-lines.js';

const json = { 'content-type': 'application/json' };
const text = 'what do you check in a service';

/** Everything that a service can do wrong, how often it is asked for one message, and the reason in the log. */
const faults: readonly {
  readonly fault: string;
  readonly behaviour: Behaviour;
  readonly asked: number;
  readonly reason: string;
}[] = [
  { fault: 'hangs', behaviour: () => undefined, asked: 1, reason: 'late' },
  {
    fault: 'drips',
    behaviour: (response) => {
      response.writeHead(200, json);
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    },
    asked: 1,
    reason: 'late',
  },
  {
    fault: 'is slow, and then fails',
    behaviour: (response) => {
      setTimeout(() => replying(500, json, '{}')(response, response.req), 1_500);
    },
    asked: 2,
    reason: 'late',
  },
  {
    fault: 'sends without end',
    behaviour: (response) => {
      response.writeHead(200, json);
      const flood = setInterval(() => response.write('x'.repeat(500_000)), 10);
      response.on('close', () => clearInterval(flood));
    },
    asked: 1,
    reason: 'unreadable',
  },
  {
    fault: 'resets the connection',
    behaviour: (_, request) => request.socket.destroy(),
    asked: 2,
    reason: 'failed',
  },
  { fault: 'fails with 500', behaviour: replying(500, json, '{}'), asked: 2, reason: 'failed' },
  { fault: 'refuses the query', behaviour: replying(400, json, '{}'), asked: 1, reason: 'failed' },
  {
    fault: 'redirects elsewhere',
    behaviour: replying(307, { location: 'http://127.0.0.2:9/' }, ''),
    asked: 1,
    reason: 'failed',
  },
  {
    fault: 'is busy (429) for a minute',
    behaviour: replying(429, { ...json, 'retry-after': '60' }, '{}'),
    asked: 1,
    reason: 'throttled',
  },
  {
    fault: 'is busy (503) for a minute',
    behaviour: replying(503, { ...json, 'retry-after': '60' }, '{}'),
    asked: 1,
    reason: 'throttled',
  },
  { fault: 'refuses the key (401)', behaviour: replying(401, json, '{}'), asked: 1, reason: 'refused' },
  { fault: 'refuses the key (403)', behaviour: replying(403, json, '{}'), asked: 1, reason: 'refused' },
  { fault: 'does not know the project', behaviour: replying(404, json, '{}'), asked: 1, reason: 'missing' },
  {
    fault: 'sends a page with 200',
    behaviour: replying(200, { 'content-type': 'text/html' }, '<html>Please sign in</html>'),
    asked: 1,
    reason: 'unreadable',
  },
  { fault: 'sends nothing with 200', behaviour: replying(200, json, ''), asked: 1, reason: 'unreadable' },
  {
    fault: 'sends broken JSON',
    behaviour: replying(200, json, '{"kind":"ConversationResult","result":{'),
    asked: 1,
    reason: 'unreadable',
  },
  { fault: 'sends an array', behaviour: replying(200, json, '[1, 2]'), asked: 1, reason: 'unreadable' },
  {
    fault: 'sends another shape',
    behaviour: replying(200, json, '{"result":{"prediction":{"intents":{"None":1}}}}'),
    asked: 1,
    reason: 'unreadable',
  },
  { fault: 'predicts nothing', behaviour: predicting({}), asked: 1, reason: 'unreadable' },
  {
    fault: 'sends the confidence NaN',
    behaviour: predicting({ 'action.cancel': 'NaN' }),
    asked: 1,
    reason: 'unreadable',
  },
  {
    fault: 'sends no confidence',
    behaviour: predicting({ 'action.cancel': undefined }),
    asked: 1,
    reason: 'unreadable',
  },
  {
    fault: 'sends a confidence of null',
    behaviour: predicting({ 'action.cancel': null }),
    asked: 1,
    reason: 'unreadable',
  },
  {
    fault: 'sends a confidence above 1',
    behaviour: predicting({ 'action.cancel': 17 }),
    asked: 1,
    reason: 'unreadable',
  },
];

describe('CLU, when it fails', () => {
  const small = smallKnowledge();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  let service: CluService;
  let local: Recognizer;

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    service = await startCluService();
    local = { recognize: await smallRecognition(small), close: async () => undefined };
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await service.close();
    small.remove();
  });

  it.each(faults)('leaves the message to the local recogniser in time: it $fault', async (one) => {
    service.behave(one.behaviour);
    const before = service.asked.length;
    const { log, lines } = createLogLines();
    const recognizer = openCluRecognizer(service.settings, { local, knowledge: small.knowledge, log });
    const began = performance.now();
    const read = await recognizer.recognize(text);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(read).toEqual(await local.recognize(text));
    expect(service.asked.length - before).toBe(one.asked);
    expect(lines.filter(({ msg }) => msg.startsWith('CLU gave no result'))).toMatchObject([
      { level: 40, reason: one.reason },
    ]);
    const logged = JSON.stringify(lines);
    expect(logged).not.toContain(text);
    expect(logged).not.toContain(service.settings.key);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled).toEqual([]);
  });

  it('leaves the message to the local recogniser when nothing listens', async () => {
    const { log, lines } = createLogLines();
    const endpoint = 'http://127.0.0.1:9';
    const recognizer = openCluRecognizer(
      { ...service.settings, endpoint },
      { local, knowledge: small.knowledge, log },
    );
    expect(await recognizer.recognize(text)).toEqual(await local.recognize(text));
    expect(lines.at(-1)).toMatchObject({ reason: 'failed', code: 'ECONNREFUSED' });
  });

  it('is no failure with an intent that the knowledge does not know, and says so once', async () => {
    service.behave(predicting({ 'faq.of-another-shop': 0.99, 'action.cancel': 0.9 }));
    const { log, lines } = createLogLines();
    const recognizer = openCluRecognizer(service.settings, { local, knowledge: small.knowledge, log });
    for (let times = 0; times < 5; times++)
      expect(await recognizer.recognize(text)).toEqual(await local.recognize(text));
    expect(lines.filter(({ level }) => level > 30)).toMatchObject([
      { intent: 'faq.of-another-shop', msg: expect.stringContaining('firstline clu export') },
    ]);
  });
});
