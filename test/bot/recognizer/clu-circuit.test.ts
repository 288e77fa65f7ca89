import { openCluRecognizer } from '../../../bot/recognizer/clu.js';
import type { Recognizer } from '../../../bot/recognizer/recognizer.js';
import { smallKnowledge, smallRecognition } from '../../knowledge/search/small-model.js';
import { type CluService, predicting, replying, startCluService } from './clu-service.js';
import { createLogLines, type LogLine } from './log-lines.js';

const json = { 'content-type': 'application/json' };
const minute = 60_000;

describe('the circuit to CLU', () => {
  const small = smallKnowledge();
  let service: CluService;
  let local: Recognizer;
  let time = 0;

  beforeAll(async () => {
    service = await startCluService();
    local = { recognize: await smallRecognition(small), close: async () => undefined };
  });
  afterAll(async () => {
    await service.close();
    small.remove();
  });

  /** A recogniser with a clock that stands still, and how often the service is asked for one message. */
  function begin() {
    time = 1_000;
    const { log, lines } = createLogLines();
    const { knowledge } = small;
    const recognizer = openCluRecognizer(service.settings, { local, knowledge, log, clock: () => time });
    const requests = async (): Promise<number> => {
      const before = service.asked.length;
      await recognizer.recognize('forget it');
      return service.asked.length - before;
    };
    return { recognizer, requests, lines };
  }

  const changes = (lines: readonly LogLine[]) =>
    lines.flatMap(({ clu, seconds }) => (clu === undefined ? [] : [seconds ? `${clu} ${seconds}` : clu]));

  it('opens after three failures in a row, and then asks no more', async () => {
    const { requests, lines } = begin();
    service.behave(replying(500, json, '{}'));
    expect([await requests(), await requests(), await requests()]).toEqual([2, 2, 2]);
    expect(changes(lines)).toEqual(['open 30']);
    time += 29_999;
    for (let times = 0; times < 20; times++) expect(await requests()).toBe(0);
  });

  it('does not open for failures between successes', async () => {
    const { requests, lines } = begin();
    for (let times = 0; times < 5; times++) {
      service.behave(replying(200, json, ''));
      await requests();
      await requests();
      service.behave(predicting({ 'action.cancel': 0.9 }));
      await requests();
    }
    expect(changes(lines)).toEqual([]);
  });

  it('is tried with one message after the pause, twice as long a pause each time, and closes on success', async () => {
    const { recognizer, requests, lines } = begin();
    service.behave(replying(400, json, '{}'));
    for (let times = 0; times < 3; times++) await requests();
    const pauses = [30_000, 60_000, 120_000, 240_000, 300_000, 300_000];
    for (const pause of pauses) {
      time += pause - 1;
      expect(await requests()).toBe(0);
      time += 1;
      const before = service.asked.length;
      await Promise.all(
        ['hello', 'thanks', 'forget it', 'stop it'].map((text) => recognizer.recognize(text)),
      );
      expect(service.asked.length - before).toBe(1);
    }
    service.behave(predicting({ 'action.cancel': 0.9 }));
    time += 300_000;
    expect(await requests()).toBe(1);
    expect(await requests()).toBe(1);
    expect(changes(lines).slice(0, 3)).toEqual(['open 30', 'half-open', 'open 60']);
    expect(changes(lines).slice(-2)).toEqual(['half-open', 'closed']);
  });

  it('stays open as long as Retry-After says, from the first 429 on', async () => {
    const { requests, lines } = begin();
    service.behave(replying(429, { ...json, 'retry-after': '60' }, '{}'));
    expect(await requests()).toBe(1);
    service.behave(predicting({ 'action.cancel': 0.9 }));
    time += minute - 1;
    expect(await requests()).toBe(0);
    time += 1;
    expect(await requests()).toBe(1);
    expect(changes(lines)).toEqual(['open 60', 'half-open', 'closed']);
  });

  it.each<{ named: string; headers: Record<string, string>; opened: string }>([
    { named: 'milliseconds', headers: { 'retry-after-ms': '90000' }, opened: 'open 90' },
    {
      named: "a date, by the server's own clock",
      headers: { date: 'Tue, 10 Mar 2026 08:00:00 GMT', 'retry-after': 'Tue, 10 Mar 2026 08:02:00 GMT' },
      opened: 'open 120',
    },
    { named: 'nothing', headers: {}, opened: 'open 30' },
    { named: 'nonsense', headers: { 'retry-after': 'soon' }, opened: 'open 30' },
    { named: 'no time at all', headers: { 'retry-after': '0' }, opened: 'open 5' },
    { named: 'years', headers: { 'retry-after': '999999999' }, opened: 'open 3600' },
  ])('understands a Retry-After of $named', async ({ headers, opened }) => {
    const { requests, lines } = begin();
    service.behave(replying(429, { ...json, ...headers }, '{}'));
    await requests();
    expect(changes(lines)).toEqual([opened]);
  });

  it.each([
    { status: 401, variables: /CLU_KEY or CLU_ENDPOINT/ },
    { status: 403, variables: /CLU_KEY or CLU_ENDPOINT/ },
    { status: 404, variables: /CLU_PROJECT or CLU_DEPLOYMENT/ },
  ])(
    'alerts once to what a person must mend ($status), and asks again every quarter of an hour',
    async (one) => {
      const { requests, lines } = begin();
      const alerts = () => lines.filter(({ level }) => level === 50);
      service.behave(replying(one.status, json, '{}'));
      expect(await requests()).toBe(1);
      for (let quarter = 0; quarter < 4; quarter++) {
        time += 15 * minute - 1;
        expect(await requests()).toBe(0);
        time += 1;
        expect(await requests()).toBe(1);
      }
      expect(alerts()).toHaveLength(1);
      expect(alerts()[0]?.msg).toMatch(one.variables);
      service.behave(predicting({ 'action.cancel': 0.9 }));
      time += 15 * minute;
      expect(await requests()).toBe(1);
      expect(lines.at(-1)).toMatchObject({ clu: 'closed' });
      service.behave(replying(one.status, json, '{}'));
      await requests();
      expect(alerts()).toHaveLength(2);
    },
  );

  it('opens for messages that wait side by side, without asking twice for any', async () => {
    const { recognizer, requests, lines } = begin();
    service.behave(() => undefined);
    const before = service.asked.length;
    const began = performance.now();
    await Promise.all(Array.from({ length: 10 }, () => recognizer.recognize('forget it')));
    expect(performance.now() - began).toBeLessThan(3_500);
    expect(service.asked.length - before).toBe(10);
    expect(await requests()).toBe(0);
    expect(changes(lines)).toEqual(['open 30']);
  });
});
