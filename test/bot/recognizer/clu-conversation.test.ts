import { openCluRecognizer } from '../../../bot/recognizer/clu.js';
import { smallKnowledge, smallRecognition } from '../../knowledge/search/small-model.js';
import { builtKnowledge } from '../../support/built.js';
import { type Office, openOffice } from '../../support/conversation.js';
import { type CluService, predicting, startCluService } from './clu-service.js';
import { createLogLines } from './log-lines.js';

describe('a conversation with CLU', () => {
  const small = smallKnowledge();
  let service: CluService;
  let office: Office;

  beforeAll(async () => {
    service = await startCluService();
    const knowledge = await builtKnowledge();
    const local = { recognize: await smallRecognition(small), close: async () => undefined };
    const recognizer = openCluRecognizer(service.settings, { local, knowledge, log: createLogLines().log });
    office = await openOffice({ knowledge, recognizer });
  });
  afterAll(async () => {
    await office.close();
    await service.close();
    small.remove();
  });

  it('takes over the product that the service found, and asks for the rest', async () => {
    const talk = office.talk('dl_a');

    const information = [{ extraInformationKind: 'ListKey', key: 'Avalanche' }];
    const entity = {
      category: 'product',
      text: 'our handheld manager',
      offset: 0,
      length: 20,
      confidenceScore: 1,
    };
    service.behave(predicting({ incident: 0.95 }, [{ ...entity, extraInformation: information }]));
    await talk.say('our handheld manager shows an empty page to everybody');
    service.behave(predicting({ None: 0.9 }));
    for (let questions = 0; questions < 20 && !talk.last().buttons.includes('Create the case'); questions++) {
      expect(talk.last().text).not.toContain('Which product');
      const [first] = talk.last().buttons;
      if (/name/i.test(talk.last().text)) await talk.say('Jo Weber');
      else if (/e-mail/i.test(talk.last().text)) await talk.say('jo.weber@example.org');
      else if (first !== undefined) await talk.press(first);
      else await talk.say('11.0.6, it shows an empty page after the login');
    }
    await talk.press('Create the case');
    expect(await office.cases()).toMatchObject([{ product: 'Avalanche' }]);
  });
});
