import { join } from 'node:path';
import type { Config } from '../../bot/config.js';
import { readConfig } from '../../bot/config.js';
import { openDesks } from '../../bot/desks.js';
import { type Delivery, startDelivery } from '../../handoff/delivery.js';
import { createHandoff } from '../../handoff/handoff.js';
import { createStaff } from '../../handoff/staff.js';
import type { CaseStore, Store } from '../../handoff/store/store.js';
import { callbackDraft, caseDraft, ola } from '../contract/drafts.js';
import { answering, type IvantiService, startIvantiService } from '../support/ivanti-service.js';
import { root } from '../support/root.js';
import { waitUntil } from '../support/wait-until.js';
import { createStoreFolder, noon, type StoreFolder } from './folder.js';

const targets = ['built-in', 'itsm'];

describe('cases on their way to Ivanti', () => {
  let folder: StoreFolder;
  let store: Store;
  let service: IvantiService;
  let config: Config;
  let delivery: Delivery | undefined;
  beforeEach(async () => {
    folder = await createStoreFolder();
    store = await folder.open();
    service = await startIvantiService();
    service.rowsOf('employees').push({ RecId: 'E2', PrimaryEmail: 'ola@customer.example' });
    const env = { ITSM_URL: `${service.url}/`, ITSM_API_KEY: 'hush-hush' };
    config = readConfig(env, { root, cwd: join(root, 'nowhere') });
  });
  afterEach(async () => {
    await delivery?.stop();
    delivery = undefined;
    await service.close();
    await folder.remove();
  });

  const now = () => noon;
  const handoff = () => createHandoff({ store: store.cases, targets, now });
  const start = (changes: Partial<CaseStore> = {}) => {
    delivery = startDelivery({
      store: { ...store.cases, ...changes },
      desks: openDesks(config, { store: store.cases, now, log: folder.log }),
      now,
      log: folder.log,
      pace: { poll: 5, firstDelay: 0, longestDelay: 0 },
    });
  };
  const allTold = async () => (await store.cases.undelivered()).length === 0;

  it('become incidents whose number customer and staff can see, with all that happens in its order', async () => {
    const { case: opened } = await handoff().openCase(caseDraft('a'));
    const staff = createStaff({ store: store.cases, targets, customerTargets: [], now, log: folder.log });
    const kim = { id: 'kim', name: 'Kim' };
    await staff.onCase(opened.number, { do: 'claim' }, kim);
    await staff.onCase(opened.number, { do: 'grade', priority: 'P1', note: 'Nobody can work.' }, kim);
    await handoff().addToCase(ola, opened, { draftId: 'x', words: 'It got worse.', files: [], log: '' });
    await handoff().requestCallback(callbackDraft('c', { caseNumber: opened.number }));
    service.behave(answering(503), { method: 'GET' });
    start();
    await waitUntil('it is asked again and again', () => service.asked.length > 5);
    expect((await handoff().caseOf(ola, opened.number)).kind).toBe('found');
    service.recover();
    await waitUntil('all is told', allTold);
    const [incident, ...others] = service.rowsOf('incidents');
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ FirstlineCase: opened.number, Impact: 'High', Urgency: 'High' });
    const headlines = service.rowsOf('journal__notess').map(({ Subject }) => String(Subject).split(' (')[0]);
    expect(headlines.filter((one) => one !== 'The customer asks for a call')).toEqual([
      'Kim took the case',
      'Kim gave another priority',
      'Customer added details',
    ]);
    expect(headlines).toHaveLength(4);
    expect(await store.cases.findCase(opened.number)).toMatchObject({
      ticket: String(incident?.IncidentNumber),
    });
  });

  it('are one incident although the process died before it could note that', async () => {
    await handoff().openCase(caseDraft('a'));
    start({ updateOutbox: () => new Promise(() => {}) });
    await waitUntil('the incident is made', () => service.rowsOf('incidents').length === 1);
    delivery = undefined;
    await store.close();
    store = await folder.open();
    start();
    await waitUntil('all is told', allTold);
    expect(service.rowsOf('incidents')).toHaveLength(1);
  });

  it('that are refused are kept, and shown to operators with the reason', async () => {
    service.behave(
      answering(400, { code: 'ISM_4000', message: ['Mandatory field "Category" value must be provided.'] }),
      { method: 'POST' },
    );
    const { case: opened } = await handoff().openCase(caseDraft('a'));
    start();
    await waitUntil('it is given up', async () =>
      (await store.cases.undelivered()).some(({ state }) => state === 'dead'),
    );
    expect(await store.cases.undelivered()).toMatchObject([
      { target: 'itsm', lastError: 'it answered 400 ISM_4000, naming Category' },
    ]);
    expect(folder.log.lines.filter((line) => line.startsWith('error:'))).toEqual([
      `error: itsm did not take case-opened of ${opened.number}; it is given up and needs a person.`,
    ]);
    const asked = service.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(service.asked).toHaveLength(asked);
  });
});
