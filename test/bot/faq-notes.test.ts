import type { Recognizer } from '../../bot/recognizer/recognizer.js';
import { createFeedback, type Feedback } from '../../handoff/feedback.js';
import { findGaps } from '../../handoff/gaps.js';
import type { Store } from '../../handoff/store/store.js';
import type { Knowledge } from '../../knowledge/knowledge.js';
import { createStoreFolder, noon, type StoreFolder } from '../handoff/folder.js';
import { builtKnowledge, builtRecognizer } from '../support/built.js';
import { call } from '../support/direct-line-api.js';
import { type FaqServer, startFaqServer } from '../support/faq-server.js';

describe('what is asked on the FAQ pages', () => {
  let knowledge: Knowledge;
  let recognizer: Recognizer;
  let folder: StoreFolder;
  let store: Store;
  let feedback: Feedback;
  let server: FaqServer;

  beforeAll(async () => {
    knowledge = await builtKnowledge();
    recognizer = await builtRecognizer(knowledge);
  }, 60_000);
  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    feedback = createFeedback({ store, now: () => noon, log: folder.log });
    server = await startFaqServer(knowledge, { recognizer, feedback });
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });
  afterAll(async () => await recognizer.close());

  const ask = (question: string) => call('GET', `${server.url}/faq?q=${encodeURIComponent(question)}`);
  const uses = async () => {
    await feedback.settled();
    return (await store.feedback.list()).map(({ use }) => use);
  };

  it('is noted with what was found, once for each who asks, and without who it was', async () => {
    const { body } = await ask('how many technical contacts with Enhanced');
    expect(body).toContain('without who asked them');
    await ask('what does a licence cost, asks ola.berg@example.org, +47 22 99 00 11');
    await ask('what does a licence cost, asks ola.berg@example.org, +47 22 99 00 11');
    expect(await uses()).toMatchObject([
      { what: 'answered', entry: expect.stringContaining('entitlements'), chosen: false },
      { what: 'unanswered', text: expect.stringMatching(/what does a licence cost/) },
    ]);
    const kept = JSON.stringify(await store.feedback.list());
    expect(kept).not.toMatch(/ola|berg|22 99|127\.0\.0\.1/);
    expect(kept).toContain('"channel":"faq"');
    const gaps = findGaps(await store.feedback.list(), []);
    expect(gaps.map(({ kind, count }) => [kind, count])).toEqual([['unanswered', 1]]);
  });

  it('is not noted where it is no question, or only looked at', async () => {
    await ask('please call me back');
    await ask('');
    await call('GET', `${server.url}/faq/entitlements`);
    await call('GET', `${server.url}/api/faq?q=price+of+a+licence`);
    expect(await uses()).toEqual([]);
  });

  it('is noted at most two hundred times an hour, so that no machine pushes out what customers asked', async () => {
    for (let n = 0; n < 210; n++) await ask(`price of licence ${n}`);
    expect(await uses()).toHaveLength(200);
  }, 60_000);
});
