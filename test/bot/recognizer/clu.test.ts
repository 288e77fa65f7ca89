import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecognizer } from '../../../bot/recognizer/open.js';
import type { Recognizer } from '../../../bot/recognizer/recognizer.js';
import { writeModel } from '../../../knowledge/search/model.js';
import { smallKnowledge, smallModel } from '../../knowledge/search/small-model.js';
import { type CluService, predicting, startCluService } from './clu-service.js';
import { createLogLines } from './log-lines.js';

describe('the recogniser with CLU', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-clu-'));
  const small = smallKnowledge();
  const { log, lines } = createLogLines();
  let service: CluService;
  let recognizer: Recognizer;

  beforeAll(async () => {
    service = await startCluService();
    const file = join(folder, 'model.json');
    writeFileSync(file, writeModel(await smallModel(small)));
    const config = { root: folder, encoderPath: undefined, clu: service.settings };
    recognizer = await openRecognizer(config, { knowledge: small.knowledge, model: file }, log);
  });
  afterAll(async () => {
    await recognizer.close();
    await service.close();
    small.remove();
    rmSync(folder, { recursive: true });
  });

  const asked = (): unknown => JSON.parse(service.asked.at(-1)?.body ?? '');

  it('reads a message as the service does', async () => {
    service.behave(predicting({ 'action.callback-now': 0.93, incident: 0.2 }));
    expect(await recognizer.recognize('the bell is in a terrible mood')).toMatchObject({
      kind: 'action',
      intent: 'callback-now',
      certainty: 0.93,
    });
    expect(lines).toContainEqual(expect.objectContaining({ project: 'shop', deployment: 'live' }));
  });

  it('asks for project and deployment with the key, and lets nothing be kept', async () => {
    service.behave(predicting({ None: 0.9 }));
    await recognizer.recognize('will it rain');
    expect(service.asked.at(-1)).toMatchObject({
      url: '/language/:analyze-conversations?api-version=2023-04-01',
      key: 'the-secret-key',
    });
    expect(asked()).toMatchObject({
      analysisInput: { conversationItem: { text: 'will it rain', participantId: 'customer' } },
      parameters: { projectName: 'shop', deploymentName: 'live', isLoggingEnabled: false },
    });
  });

  it('sends no more than the thousand characters that the service takes, and reads the whole itself', async () => {
    service.behave(predicting({ incident: 0.9 }));
    const text = `${'the wheel wobbles a bit. '.repeat(39)}the bike is far too slow ${'🚲'.repeat(300)}`;
    const read = await recognizer.recognize(text);
    const { analysisInput } = asked() as { analysisInput: { conversationItem: { text: string } } };
    expect(analysisInput.conversationItem.text).toHaveLength(1_000);
    expect(analysisInput.conversationItem.text.isWellFormed()).toBe(true);
    expect(read).toMatchObject({ text, kind: 'incident' });
  });

  it('does not ask about an empty message, nor about one that goes on with the question before', async () => {
    service.behave(predicting({ None: 0.99 }));
    const before = service.asked.length;
    expect(await recognizer.recognize('  ')).toMatchObject({ kind: 'unknown' });
    const context = { entry: 'what-does-a-service-include', question: 'what is part of the basic service' };
    expect(await recognizer.recognize('and gold?', context)).toMatchObject({
      kind: 'faq',
      entries: [{ id: 'what-does-a-service-include' }],
    });
    expect(service.asked.length).toBe(before);
    await recognizer.recognize('who won the match yesterday', context);
    expect(service.asked.length).toBe(before + 1);
  });
});
