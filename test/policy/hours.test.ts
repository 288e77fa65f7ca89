import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  closingAfter,
  holidayAt,
  holidaysListed,
  nextOpening,
  openingAt,
  type Period,
  type Region,
  type Weekday,
} from '../../policy/hours.js';
import { isTimeZone } from '../../policy/wall-clock.js';

const every: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const working: readonly Weekday[] = [1, 2, 3, 4, 5];

/** `'08:30'` -> 510. */
const minute = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const periods = (days: readonly Weekday[], ...open: readonly string[]): readonly Period[] =>
  days.flatMap((weekday) =>
    open.map((text) => ({ weekday, opens: minute(text.slice(0, 5)), closes: minute(text.slice(6)) })),
  );

const region = (timeZone: string, open: readonly Period[], more: Partial<Region> = {}): Region => ({
  id: 'r',
  name: 'Region',
  timeZone,
  periods: open,
  holidays: [],
  holidayYears: [2025, 2026, 2027],
  ...more,
});

const denver = region('America/Denver', periods(working, '08:00-12:00', '13:00-17:00'), {
  holidays: [
    { date: '2026-11-26', name: 'Thanksgiving' },
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-07-04', name: 'Independence Day' },
  ],
});

const at = (iso: string, where: Region): Date => DateTime.fromISO(iso, { zone: where.timeZone }).toJSDate();

const opensNext = (iso: string, where: Region): string | undefined => {
  const next = nextOpening(at(iso, where), where);
  return (
    next &&
    DateTime.fromJSDate(next, { zone: where.timeZone }).toISO({ suppressMilliseconds: true })?.slice(0, 19)
  );
};

describe('opening hours', () => {
  it.each([
    ['2026-03-11T07:59:59.999', 'closed'],
    ['2026-03-11T08:00:00', 'open'],
    ['2026-03-11T11:59:59', 'open'],
    ['2026-03-11T12:00:00', 'closed'],
    ['2026-03-11T13:00:00', 'open'],
    ['2026-03-11T16:59:59', 'open'],
    ['2026-03-11T16:59:59.999', 'open'],
    ['2026-03-11T17:00:00', 'closed'],
    ['2026-03-14T10:00:00', 'closed'],
    ['2026-03-15T10:00:00', 'closed'],
    ['2026-12-31T16:59:59', 'open'],
    ['2024-02-29T10:00:00', 'unknown'],
  ])('%s in Denver: %s', (iso, opening) => {
    expect(openingAt(at(iso, denver), denver)).toBe(opening);
  });

  it('are those of the region, wherever the customer or the server is', () => {
    const instant = new Date('2026-03-11T03:45:00Z');
    for (const [zone, local] of [
      ['Asia/Kolkata', '09:15'],
      ['Asia/Kathmandu', '09:30'],
      ['Pacific/Kiritimati', '17:45'],
      ['Pacific/Pago_Pago', '16:45'],
    ] as const) {
      const from = minute(local);
      const exact = region(
        zone,
        [...every].map((weekday) => ({ weekday, opens: from, closes: from + 1 })),
      );
      expect(openingAt(instant, exact)).toBe('open');
      expect(openingAt(new Date(instant.getTime() - 1), exact)).toBe('closed');
      expect(openingAt(new Date(instant.getTime() + 60_000), exact)).toBe('closed');
    }
  });

  it('are unknown for a region without any, and without a region', () => {
    const none = region('Europe/Berlin', []);
    expect(openingAt(at('2026-03-11T10:00', none), none)).toBe('unknown');
    expect(nextOpening(at('2026-03-11T10:00', none), none)).toBeUndefined();
    expect(openingAt(new Date('2026-03-11T10:00Z'), undefined)).toBe('unknown');
    expect(nextOpening(new Date('2026-03-11T10:00Z'), undefined)).toBeUndefined();
  });

  it('may run around the clock', () => {
    const always = region('Europe/Berlin', periods(every, '00:00-24:00'));
    expect(openingAt(at('2026-03-11T00:00', always), always)).toBe('open');
    expect(openingAt(at('2026-03-11T23:59:59.999', always), always)).toBe('open');
    expect(nextOpening(at('2026-03-11T10:00', always), always)).toBeUndefined();
  });
});

describe('the next opening', () => {
  it.each([
    ['2026-03-11T03:00', '2026-03-11T08:00:00'],
    ['2026-03-11T08:00', '2026-03-11T13:00:00'],
    ['2026-03-11T12:00', '2026-03-11T13:00:00'],
    ['2026-03-11T17:00', '2026-03-12T08:00:00'],
    ['2026-03-13T17:00', '2026-03-16T08:00:00'],
    ['2026-11-25T17:00', '2026-11-27T08:00:00'],
    ['2026-12-24T17:00', '2026-12-28T08:00:00'],
    ['2026-12-31T18:00', '2027-01-01T08:00:00'],
  ])('after %s is %s', (iso, next) => {
    expect(opensNext(iso, denver)).toBe(next);
  });

  it('is named even for a year whose holidays are not listed, and that is said', () => {
    const next = nextOpening(at('2027-12-31T18:00', denver), denver);
    expect(next && DateTime.fromJSDate(next, { zone: 'America/Denver' }).toISODate()).toBe('2028-01-03');
    expect(next && holidaysListed(next, denver)).toBe(false);
    expect(openingAt(at('2028-01-03T10:00', denver), denver)).toBe('unknown');
    expect(openingAt(at('2028-01-03T18:00', denver), denver)).toBe('closed');
  });

  it('does not come when every day is a holiday', () => {
    const day = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
    const holidays = Array.from({ length: 800 }, (_, days) => ({ date: day(days), name: 'closed' }));
    const shut = region('Europe/Berlin', periods(every, '08:00-17:00'), { holidays });
    expect(nextOpening(at('2026-01-02T10:00', shut), shut)).toBeUndefined();
  });
});

describe('holidays', () => {
  it('last from midnight to midnight of the region', () => {
    expect(openingAt(at('2026-11-25T23:59:59.999', denver), denver)).toBe('closed');
    expect(openingAt(at('2026-11-26T00:00:00', denver), denver)).toBe('holiday');
    expect(openingAt(at('2026-11-26T10:00:00', denver), denver)).toBe('holiday');
    expect(openingAt(at('2026-11-26T23:59:59.999', denver), denver)).toBe('holiday');
    expect(openingAt(at('2026-11-27T00:00:00', denver), denver)).toBe('closed');
    expect(holidayAt(at('2026-11-26T10:00:00', denver), denver)?.name).toBe('Thanksgiving');
  });

  it('count on a weekend, too', () => {
    expect(openingAt(at('2026-07-04T10:00:00', denver), denver)).toBe('holiday');
  });

  it('are known where the hours are not', () => {
    const none = { ...denver, periods: [] };
    expect(openingAt(at('2026-12-25T10:00', none), none)).toBe('holiday');
    expect(openingAt(at('2026-12-24T10:00', none), none)).toBe('unknown');
  });

  it('missing from the list leave nothing open', () => {
    const unlisted = { ...denver, holidays: [], holidayYears: [] };
    expect(openingAt(at('2026-03-11T10:00', unlisted), unlisted)).toBe('unknown');
    expect(openingAt(at('2026-03-11T20:00', unlisted), unlisted)).toBe('closed');
  });
});

describe('changes to and from summer time', () => {
  const night = region('America/Denver', periods(every, '02:00-04:00'));
  const half = region('America/Denver', periods(every, '02:30-04:00'));
  const gone = region('America/Denver', periods(every, '02:15-02:45'));
  const twice = region('America/Denver', periods(every, '01:30-04:00'));
  const early = region('America/Denver', periods(every, '00:00-01:30'));

  /** Every moment between the two at which it opens or closes, in UTC. */
  const changes = (from: string, until: string, where: Region, step = 300_000): readonly string[] => {
    const found: string[] = [];
    const end = Date.parse(until);
    let before = openingAt(new Date(Date.parse(from) - step), where);
    for (let time = Date.parse(from); time < end; time += step) {
      const now = openingAt(new Date(time), where);
      if (now !== before) found.push(`${now} ${new Date(time).toISOString().slice(11, 16)}`);
      before = now;
    }
    return found;
  };

  it('skip what the clock skips: 02:30 does not exist in Denver on 8 March 2026', () => {
    expect(changes('2026-03-08T07:00Z', '2026-03-08T12:00Z', night)).toEqual(['open 09:00', 'closed 10:00']);
    expect(changes('2026-03-08T07:00Z', '2026-03-08T12:00Z', half)).toEqual(['open 09:00', 'closed 10:00']);
    expect(changes('2026-03-08T07:00Z', '2026-03-08T12:00Z', gone)).toEqual([]);
    expect(opensNext('2026-03-08T01:00', half)).toBe('2026-03-08T03:00:00');
    expect(opensNext('2026-03-08T01:00', gone)).toBe('2026-03-09T02:15:00');
  });

  it('open once though 01:30 comes twice in Denver on 1 November 2026', () => {
    expect(changes('2026-11-01T06:00Z', '2026-11-01T12:00Z', twice)).toEqual(['open 07:30', 'closed 11:00']);
    expect(changes('2026-11-01T05:00Z', '2026-11-01T12:00Z', early)).toEqual(['open 06:00', 'closed 08:30']);
    expect(nextOpening(new Date('2026-11-01T07:30Z'), twice)?.toISOString()).toBe('2026-11-02T08:30:00.000Z');
  });

  it('keep the hours by the wall clock in the weeks when America and Europe differ', () => {
    const berlin = region('Europe/Berlin', periods(working, '08:00-17:00'));
    for (const [day, inDenver, inBerlin] of [
      ['2026-03-06', '15:00', '07:00'],
      ['2026-03-09', '14:00', '07:00'],
      ['2026-03-30', '14:00', '06:00'],
      ['2026-10-23', '14:00', '06:00'],
      ['2026-10-26', '14:00', '07:00'],
      ['2026-11-02', '15:00', '07:00'],
    ] as const) {
      for (const [where, opens] of [
        [denver, inDenver],
        [berlin, inBerlin],
      ] as const) {
        const instant = new Date(`${day}T${opens}:00Z`);
        expect([day, openingAt(instant, where)]).toEqual([day, 'open']);
        expect(openingAt(new Date(instant.getTime() - 1), where)).toBe('closed');
      }
    }
  });

  it('work where they fall on midnight, and where a whole day is skipped', () => {
    const always = periods(every, '00:00-24:00');
    const santiago = region('America/Santiago', always);
    const apia = region('Pacific/Apia', always, { holidayYears: [2011, 2012] });
    expect(changes('2026-09-05T00:00Z', '2026-09-07T00:00Z', santiago, 900_000)).toEqual([]);
    expect(changes('2026-04-04T00:00Z', '2026-04-06T00:00Z', santiago, 900_000)).toEqual([]);
    expect(changes('2011-12-29T00:00Z', '2012-01-01T00:00Z', apia, 900_000)).toEqual([]);
  });
});

describe('at any instant', () => {
  const zones = [
    'America/Denver',
    'Europe/Berlin',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/St_Johns',
  ];
  const someRegion = fc
    .record({
      zone: fc.constantFrom(...zones),
      from: fc.integer({ min: 0, max: 1439 }),
      length: fc.integer({ min: 1, max: 600 }),
    })
    .map(({ zone, from, length }) =>
      region(
        zone,
        every.map((weekday) => ({ weekday, opens: from, closes: Math.min(1440, from + length) })),
      ),
    );
  const someInstant = fc.date({
    min: new Date('2026-01-01T12:00Z'),
    max: new Date('2027-12-30T12:00Z'),
    noInvalidDate: true,
  });

  it('it is open whenever the wall clock shows the posted hours', () => {
    fc.assert(
      fc.property(someRegion, someInstant, (where, instant) => {
        const local = DateTime.fromJSDate(instant, { zone: where.timeZone });
        const shown = local.hour * 60 + local.minute;
        const posted = where.periods.some(
          ({ weekday, opens, closes }) => weekday === local.weekday && opens <= shown && shown < closes,
        );
        const isRepeated = local.getPossibleOffsets().length > 1;
        if (posted || !isRepeated) expect(openingAt(instant, where)).toBe(posted ? 'open' : 'closed');
      }),
    );
  });

  it('the end of an opening is a moment after which it is closed', () => {
    fc.assert(
      fc.property(someRegion, someInstant, (where, instant) => {
        const end = closingAfter(instant, where);
        if (end === undefined) return;
        expect(openingAt(new Date(end.getTime() - 1), where)).toBe('open');
        expect(openingAt(end, where)).toBe('closed');
      }),
      { numRuns: 60 },
    );
  });

  it('the next opening is an opening, and none lies before it', () => {
    fc.assert(
      fc.property(someRegion, someInstant, (where, instant) => {
        const next = nextOpening(instant, where);
        if (!next)
          return expect(where.periods.every(({ opens, closes }) => closes - opens === 1440)).toBe(true);
        expect(next > instant).toBe(true);
        expect(openingAt(next, where)).toBe('open');
        expect(openingAt(new Date(next.getTime() - 1), where)).toBe('closed');
        if (openingAt(instant, where) === 'closed') {
          const middle = new Date((instant.getTime() + next.getTime()) / 2);
          expect(openingAt(middle, where)).toBe('closed');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the end of an opening', () => {
  const at = (text: string) => new Date(text);

  it('is that of the period, by the wall clock', () => {
    expect(closingAfter(at('2026-03-11T15:00:00Z'), denver)).toEqual(at('2026-03-11T18:00:00Z'));
    expect(closingAfter(at('2026-03-11T22:59:59Z'), denver)).toEqual(at('2026-03-11T23:00:00Z'));
  });

  it('is none while it is closed', () => {
    expect(closingAfter(at('2026-03-11T18:00:00Z'), denver)).toBeUndefined();
    expect(closingAfter(at('2026-11-26T18:00:00Z'), denver)).toBeUndefined();
  });

  it('lies behind midnight where periods adjoin, and nowhere where it never closes', () => {
    const nightly = region('UTC', [
      ...periods([1], '20:00-24:00'),
      ...periods([2], '00:00-04:00', '04:00-06:00'),
    ]);
    expect(closingAfter(at('2026-03-09T21:00:00Z'), nightly)).toEqual(at('2026-03-10T06:00:00Z'));
    expect(
      closingAfter(at('2026-03-09T21:00:00Z'), region('UTC', periods(every, '00:00-24:00'))),
    ).toBeUndefined();
  });
});

describe('time zones', () => {
  it('are known by their IANA names', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Berlin')).toBe(false);
  });
});
