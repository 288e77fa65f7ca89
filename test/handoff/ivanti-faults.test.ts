import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createIvantiDesk } from '../../handoff/desks/ivanti.js';
import { readIvantiMapping } from '../../handoff/desks/ivanti-mapping.js';
import {
  answering,
  type Behaviour,
  type IvantiService,
  startIvantiService,
} from '../support/ivanti-service.js';
import { root } from '../support/root.js';
import { createMemoryLog } from './folder.js';
import { caseOf, rowOf } from './ivanti-rows.js';

const mapping = readIvantiMapping(join(root, 'knowledge/content'));
const minutes = 60_000;
const error = (code: string, ...message: readonly string[]) => ({ code, description: '', message, help: '' });

describe('when Ivanti does not take a case, the desk', () => {
  let service: IvantiService;
  let log: ReturnType<typeof createMemoryLog>;
  let at: number;
  beforeEach(async () => {
    service = await startIvantiService();
    service.rowsOf('employees').push({ RecId: 'E2', PrimaryEmail: 'ola@customer.example' });
    log = createMemoryLog();
    at = 0;
  });
  afterEach(async () => await service.close());

  const open = (changes: Partial<typeof mapping> = {}, url = service.url) =>
    createIvantiDesk({
      ...{ url, key: 'hush-hush', mapping: { ...mapping, ...changes }, log, clock: () => at },
      keepTicket: async () => undefined,
    });
  const tell = (desk = open(), number = 'FL-4KX7TM', milliseconds = 5_000) =>
    desk.deliver(
      rowOf('case-opened', { subject: number }),
      { kind: 'case', case: caseOf({ number }) },
      AbortSignal.timeout(milliseconds),
    );
  const errors = () => log.lines.filter((line) => line.startsWith('error:'));

  const passing: readonly (readonly [string, Behaviour])[] = [
    ['a reset', (response) => response.destroy()],
    ['nonsense', (response) => response.socket?.end('nonsense\r\n\r\n')],
    ['500', answering(500, error('ISM_5000', 'The server encountered an error'))],
    ['an empty 500', answering(500)],
    ['502 in HTML', answering(502, '<html>Bad gateway</html>')],
    ['503', answering(503)],
    ['408', answering(408)],
    ['HTML with 200', answering(200, '<html>Sign in</html>', { 'content-type': 'text/html' })],
    ['an error with 200', answering(200, error('ISM_5000', 'The server encountered an error'))],
    ['another shape', answering(200, { values: [] })],
    ['a list without RecId', answering(200, { value: [{ FirstlineCase: 'FL-4KX7TM' }] })],
    ['too much', answering(200, { value: ['x'.repeat(2_000_000)] })],
  ];
  it.each(passing)('tries again after %s, and then makes one incident', async (_name, behaviour) => {
    service.behave(behaviour);
    const desk = open();
    const answer = await tell(desk);
    expect(answer.kind).toBe('retry');
    expect(JSON.stringify(answer)).not.toMatch(/hush|Ola|ola@|Saving a form/);
    expect(service.asked).toHaveLength(1);
    expect(errors()).toEqual([]);
    service.recover();
    expect(await tell(desk)).toEqual({ kind: 'delivered' });
    expect(service.rowsOf('incidents')).toHaveLength(1);
  });

  it.each(passing)(
    'makes no second incident when %s followed the first one’s making',
    async (_name, behaviour) => {
      service.behave(behaviour, { method: 'POST', after: true });
      expect(await tell()).toMatchObject({ kind: 'retry', afterMilliseconds: 60_000 });
      service.recover();
      expect(await tell()).toEqual({ kind: 'delivered' });
      expect(service.rowsOf('incidents')).toHaveLength(1);
    },
  );

  it('is cut off when Ivanti hangs, or drips', async () => {
    const drip: Behaviour = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    };
    for (const behaviour of [() => {}, drip]) {
      service.recover();
      service.behave(behaviour);
      const began = performance.now();
      expect(await tell(open(), 'FL-4KX7TM', 100)).toEqual({
        kind: 'retry',
        reason: 'it did not answer in time',
      });
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  });

  it('tries again when nobody is there', async () => {
    const { url } = service;
    await service.close();
    expect(await tell(open({}, url))).toEqual({
      kind: 'retry',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    service = await startIvantiService();
  });

  it.each([400, 409, 413, 422])('gives up after %i, and says which fields it is about', async (status) => {
    const said = ['Mandatory field "Category" value must be provided.', 'Ola Berg is no pick-list value.'];
    service.behave(answering(status, error('ISM_4000', ...said)), { method: 'POST' });
    expect(await tell()).toEqual({
      kind: 'refused',
      reason: `it answered ${status} ISM_4000, naming Category`,
    });
    service.behave(answering(200, error('ISM_4000', ...said)), { method: 'POST' });
    expect(await tell()).toMatchObject({ kind: 'refused' });
  });

  it.each([401, 403])(
    'raises one alarm after %i, asks seldom, and goes on with another key',
    async (status) => {
      service.behave(answering(status, error('ISM_4001')));
      const desk = open();
      const numbers = Array.from({ length: 20 }, (_, n) => `FL-CASE${n}`);
      expect(await tell(desk)).toMatchObject({ kind: 'retry', afterMilliseconds: 15 * minutes });
      for (const number of numbers) expect((await tell(desk, number)).kind).toBe('retry');
      expect(service.asked).toHaveLength(1);
      expect(errors()).toEqual([expect.stringMatching(/Correct ITSM_API_KEY/)]);
      expect(errors().join()).not.toContain('hush');
      at += 15 * minutes;
      await Promise.all(numbers.map((number) => tell(desk, number)));
      expect(service.asked).toHaveLength(2);
      expect(errors()).toHaveLength(1);
      service.recover();
      at += 15 * minutes;
      for (const number of numbers) expect(await tell(desk, number)).toEqual({ kind: 'delivered' });
      expect(service.rowsOf('incidents')).toHaveLength(20);
    },
  );

  it('waits with all cases as long as 429 asks it to, in seconds or until a date', async () => {
    const desk = open();
    service.behave(answering(429, '', { 'retry-after': '120' }));
    expect(await tell(desk)).toMatchObject({ kind: 'retry', afterMilliseconds: 120_000 });
    at += 60_000;
    expect(await tell(desk, 'FL-OTHER1')).toMatchObject({ kind: 'retry', afterMilliseconds: 60_000 });
    expect(service.asked).toHaveLength(1);
    expect(errors()).toEqual([]);
    service.recover();
    service.behave(
      answering(429, '', {
        date: 'Wed, 11 Mar 2026 12:00:00 GMT',
        'retry-after': 'Wed, 11 Mar 2026 12:05:00 GMT',
      }),
    );
    at += 60_000;
    expect(await tell(desk)).toMatchObject({ afterMilliseconds: 5 * minutes });
    service.recover();
    at += 5 * minutes;
    expect(await tell(desk)).toEqual({ kind: 'delivered' });
  });

  it('never makes an incident where it cannot look for one', async () => {
    const everything = answering(200, { value: [{ RecId: 'R1', FirstlineCase: 'FL-OTHER1' }] });
    const noSuchField = answering(400, error('ISM_4000', 'Invalid field'));
    const noSuchObject = answering(404, error('ISM_4004', 'Invalid Path'));
    for (const behaviour of [everything, noSuchField, noSuchObject]) {
      service.recover();
      service.behave(behaviour, { method: 'GET' });
      expect(await tell()).toMatchObject({ kind: 'retry', afterMilliseconds: 15 * minutes });
    }
    expect(service.rowsOf('incidents')).toEqual([]);
    expect(errors()).toHaveLength(3);
    expect(errors()[0]).toMatch(/does not heed a look-up of incidents by FirstlineCase.*itsm\.yaml/);
  });

  it('takes the key nowhere else', async () => {
    let visits = 0;
    const elsewhere: Server = createServer((_request, response) => {
      visits += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => void elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    service.behave(answering(307, '', { location: `http://localhost:${port}/` }));
    expect((await tell()).kind).toBe('retry');
    expect(visits).toBe(0);
    expect(errors()).toEqual([expect.stringContaining('check ITSM_URL')]);
    elsewhere.close();
  });

  it('says so when the incident does not hold the number of its case', async () => {
    service.behave(answering(201, { RecId: 'R1', IncidentNumber: 7 }), { method: 'POST' });
    expect(await tell()).toEqual({ kind: 'delivered' });
    expect(errors()).toEqual([expect.stringMatching(/FL-4KX7TM.*FirstlineCase.*incident\.reference/)]);
  });
});
