import { join } from 'node:path';
import { createIvantiDesk } from '../../handoff/desks/ivanti.js';
import { readIvantiMapping } from '../../handoff/desks/ivanti-mapping.js';
import type { TrailEntry } from '../../handoff/trail.js';
import { callbackDraft } from '../contract/drafts.js';
import { type IvantiService, startIvantiService } from '../support/ivanti-service.js';
import { root } from '../support/root.js';
import { createMemoryLog, noon } from './folder.js';
import { caseOf, rowOf } from './ivanti-rows.js';

const kim = { id: 'kim', name: 'Kim' };
const mapping = readIvantiMapping(join(root, 'knowledge/content'));

function entryOf(changes: Partial<TrailEntry>): TrailEntry {
  return { by: kim, deed: 'note', at: noon.toISOString(), before: {}, after: {}, ...changes };
}

describe('the Ivanti desk', () => {
  let service: IvantiService;
  let log: ReturnType<typeof createMemoryLog>;
  let tickets: Map<string, string>;
  let at: number;
  beforeEach(async () => {
    service = await startIvantiService();
    service.rowsOf('employees').push({ RecId: 'E2', PrimaryEmail: 'ola@customer.example' });
    log = createMemoryLog();
    tickets = new Map();
    at = 0;
  });
  afterEach(async () => await service.close());

  const open = (changes: Partial<typeof mapping> = {}) =>
    createIvantiDesk({
      url: service.url,
      key: 'the-secret-key',
      mapping: { ...mapping, ...changes },
      keepTicket: async (number, ticket) => void tickets.set(number, ticket),
      log,
      clock: () => at,
    });
  type Opened = ReturnType<typeof open>;
  const tell = (desk: Opened, one = caseOf(), row = rowOf('case-opened'), milliseconds = 5_000) =>
    desk.deliver(row, { kind: 'case', case: one }, AbortSignal.timeout(milliseconds));
  const incidents = () => service.rowsOf('incidents');
  const notes = () => service.rowsOf('journal__notess');

  it('makes one incident of a case, for the employee with the customer’s address', async () => {
    expect(await tell(open())).toEqual({ kind: 'delivered' });
    expect(incidents()).toEqual([
      expect.objectContaining({
        FirstlineCase: 'FL-4KX7TM',
        Subject: 'Service Manager: Saving a form takes a minute.',
        Status: 'Logged',
        Source: 'Chat',
        Impact: 'High',
        Urgency: 'Medium',
        ProfileLink_RecID: 'E2',
        ProfileLink_Category: 'Employee',
        Symptom: expect.stringMatching(/^Saving a form takes a minute\.\n.*FL-4KX7TM.*major-hard: yes/s),
      }),
    ]);
    expect(tickets).toEqual(new Map([['FL-4KX7TM', '10001']]));
    expect(JSON.stringify(incidents())).not.toContain('7KDM4-XW9TR');
    expect(new Set(service.asked.map(({ authorization }) => authorization))).toEqual(
      new Set(['rest_api_key=the-secret-key']),
    );
  });

  it('makes no second one when it comes again, nor when the answer was lost', async () => {
    service.behave((response) => response.destroy(), { method: 'POST', after: true });
    const lost = await tell(open());
    // It may still be under way there: nobody asks again at once.
    expect(lost).toMatchObject({ kind: 'retry', afterMilliseconds: 60_000 });
    service.recover();
    expect(await tell(open())).toEqual({ kind: 'delivered' });
    expect(await tell(open())).toEqual({ kind: 'delivered' });
    expect(incidents()).toHaveLength(1);
  });

  it('writes what the customer adds, and staff do, into the journal, once each', async () => {
    const trail = [
      entryOf({
        by: { id: 'customer', name: 'Customer' },
        deed: 'add',
        note: 'Now reports, too.',
        added: { draftId: 'x', files: ['shot.png'], log: 'Error 42' },
      }),
      entryOf({
        deed: 'status',
        before: { status: 'new' },
        after: { status: 'waiting' },
        note: 'Which one?',
      }),
    ];
    const desk = open();
    await tell(desk);
    for (const entry of [0, 1, 1]) {
      const row = rowOf('case-changed', { entry, idempotencyKey: `FL-4KX7TM/${entry}` });
      expect(await tell(desk, caseOf({ status: 'waiting', trail }), row)).toEqual({ kind: 'delivered' });
    }
    expect(notes()).toEqual([
      expect.objectContaining({
        Subject: expect.stringMatching(/^Customer added details \(FL-4KX7TM\/[0-9a-f]{12}\)$/),
        NotesBody: 'Now reports, too.\nFiles: shot.png\nError 42',
        ParentLink_RecID: incidents()[0]?.RecId,
        ParentLink_Category: 'Incident',
      }),
      expect.objectContaining({
        Subject: expect.stringContaining('Kim gave another status'),
        NotesBody: 'status: new → waiting\nWhich one?',
      }),
    ]);
    expect(incidents()[0]).toMatchObject({ Status: 'Logged' });
  });

  it('sets impact and urgency anew with a grade, and the fields of a status that the mapping names', async () => {
    const trail = [
      entryOf({ deed: 'grade', before: { priority: 'P2' }, after: { priority: 'P4' } }),
      entryOf({
        deed: 'status',
        before: { status: 'new' },
        after: { status: 'resolved' },
        note: 'Restarted.',
      }),
    ];
    const desk = open({ status: { resolved: { Status: 'Resolved', Resolution: '{note}' } } });
    const one = caseOf({ priority: 'P4', criterion: null, status: 'resolved', trail });
    for (const entry of [0, 1])
      await tell(desk, one, rowOf('case-changed', { entry, idempotencyKey: String(entry) }));
    expect(incidents()).toEqual([
      expect.objectContaining({
        ...{ Impact: 'Medium', Urgency: 'Low', Status: 'Resolved', Resolution: 'Restarted.' },
      }),
    ]);
  });

  it('notes callbacks with the incident of their case, once there is one, and leaves others alone', async () => {
    const desk = open();
    const callback = {
      ...callbackDraft('d2', { caseNumber: 'FL-4KX7TM' }),
      id: 'CB-9HD3RW',
      status: 'waiting' as const,
      requestedAt: noon.toISOString(),
    };
    const row = rowOf('callback-requested', { subject: callback.id });
    const ring = (caseNumber: string | null) =>
      desk.deliver(
        row,
        { kind: 'callback', callback: { ...callback, caseNumber } },
        AbortSignal.timeout(5_000),
      );
    expect(await ring('FL-4KX7TM')).toEqual({ kind: 'retry', reason: 'its case has no incident there yet' });
    await tell(desk);
    expect(await ring('FL-4KX7TM')).toEqual({ kind: 'delivered' });
    expect(notes()).toEqual([
      expect.objectContaining({ NotesBody: expect.stringContaining('Number: +4722990011') }),
    ]);
    const before = service.asked.length;
    expect(await ring(null)).toEqual({ kind: 'delivered' });
    expect(service.asked).toHaveLength(before);
  });

  it('cannot be talked into another search, other fields or markup by what customers write', async () => {
    const email = "x' or '1' eq '1@customer.example";
    service.rowsOf('employees').push({ RecId: 'E3', PrimaryEmail: email });
    const desk = open({ html: ['Symptom'] });
    const description = '{phone} <img src=x onerror=alert(1)>\u202e\u0000 "Status": "Closed"';
    await tell(desk, caseOf({ description, contact: { name: 'O', email, phone: '+4711111111' } }));
    const [made] = incidents();
    expect(made).toMatchObject({ ProfileLink_RecID: 'E3', Status: 'Logged' });
    expect(made?.Subject).toBe('Service Manager: {phone} <img src=x onerror=alert(1)> "Status": "Closed"');
    expect(made?.Symptom).toContain('{phone} &lt;img src=x onerror=alert(1)&gt;');
  });

  it('cuts what is longer than a field', async () => {
    await tell(open(), caseOf({ product: 'P'.repeat(200), description: 'd'.repeat(100_000) }));
    expect(String(incidents()[0]?.Subject)).toHaveLength(150);
    expect(String(incidents()[0]?.Symptom)).toHaveLength(30_000);
  });

  it('leaves a case without its employee to a person, or to whom stands for everybody else', async () => {
    service.rowsOf('employees').length = 0;
    const refused = await tell(open());
    expect(refused).toEqual({
      kind: 'refused',
      reason: "of employees nobody has the customer's address as PrimaryEmail",
    });
    const { customer } = mapping;
    if (customer === undefined) throw new Error('The mapping names no customer.');
    await tell(open({ customer: { ...customer, unknown: { ProfileLink_RecID: 'ANYBODY' } } }));
    expect(incidents()[0]).toMatchObject({ ProfileLink_RecID: 'ANYBODY' });
  });

  it('says of a forgotten customer that they are to be forgotten there, too', async () => {
    const desk = open();
    await tell(desk);
    const nobody = { channel: 'forgotten', tenant: '', id: '' };
    const forgotten = caseOf({ owner: nobody, contact: { name: '', email: '', phone: '' } });
    await tell(desk, forgotten, rowOf('case-changed'));
    expect(notes()).toEqual([
      expect.objectContaining({ Subject: expect.stringContaining('asked to be forgotten') }),
    ]);
    const unknown = { ...forgotten, number: 'FL-OTHER1' };
    expect(await tell(desk, unknown, rowOf('case-changed', { subject: 'FL-OTHER1' }))).toEqual({
      kind: 'delivered',
    });
    expect(incidents()).toHaveLength(1);
  });
});
