import { join } from 'node:path';
import { readRules } from '../../knowledge/rules.js';
import { supportLevel } from '../../policy/entitlement.js';
import type { Opening } from '../../policy/hours.js';
import type { Priority } from '../../policy/priority.js';
import { type RouteOffer, routesOpen } from '../../policy/routes.js';

const { routes, entitlements } = readRules(join(import.meta.dirname, '../../knowledge/content'));

const offers = (opening: Opening, level: string, priority?: Priority): readonly RouteOffer[] =>
  routesOpen({ opening, priority, level: supportLevel(level, entitlements) }, routes);

/** Served how: queued callback, immediate callback, why. */
const callbacks = (opening: Opening, level: string, priority?: Priority): readonly string[] => {
  const [, queue, now] = offers(opening, level, priority);
  return [queue?.served ?? '', now?.served ?? '', now?.reason ?? ''];
};

const levels = ['Standard', 'Enhanced', 'Premium', 'Enterprise', 'Enterprise Plus', ''];
const priorities = ['P1', 'P2', 'P3', 'P4', undefined] as const;
const open = ['in-turn', 'at-once', 'business-hours'];
const around = ['in-turn', 'at-once', 'around-the-clock'];
const later = (reason: string) => ['in-business-hours', 'not-now', reason];
const some = (reason: string) => ['hours-unknown', 'not-now', reason];

describe('who may phone when', () => {
  it.each(
    levels.flatMap((level) => priorities.map((priority) => [level || 'no level', priority, level] as const)),
  )('in business hours: %s with %s may', (_name, priority, level) => {
    expect(callbacks('open', level, priority)).toEqual(open);
  });

  const closedRows: readonly (readonly [string, Priority | undefined, readonly string[]])[] = [
    ['Standard', 'P1', later('level-not-eligible')],
    ['Standard', 'P2', later('only-p1')],
    ['Standard', 'P3', later('only-p1')],
    ['Standard', 'P4', later('only-p1')],
    ['Standard', undefined, later('level-not-eligible')],
    ['Enhanced', 'P1', around],
    ['Enhanced', 'P2', later('only-p1')],
    ['Enhanced', 'P3', later('only-p1')],
    ['Enhanced', 'P4', later('only-p1')],
    ['Enhanced', undefined, later('priority-unknown')],
    ['Premium', 'P1', around],
    ['Premium', 'P2', later('only-p1')],
    ['Premium', 'P3', later('only-p1')],
    ['Premium', 'P4', later('only-p1')],
    ['Premium', undefined, later('priority-unknown')],
    ['Enterprise', 'P1', later('level-unknown')],
    ['Enterprise', 'P2', later('only-p1')],
    ['Enterprise', undefined, later('priority-and-level-unknown')],
    ['Enterprise Plus', 'P1', later('level-unmapped')],
    ['Enterprise Plus', 'P3', later('only-p1')],
    ['Enterprise Plus', undefined, later('level-unmapped')],
    ['', 'P1', later('level-unknown')],
    ['', 'P4', later('only-p1')],
    ['', undefined, later('priority-and-level-unknown')],
  ];
  for (const opening of ['closed', 'holiday'] as const) {
    it.each(closedRows)(`${opening}: %s with %s: %j`, (level, priority, expected) => {
      expect(callbacks(opening, level, priority)).toEqual(expected);
    });
  }

  it.each<[string, Priority | undefined, readonly string[]]>([
    ['Premium', 'P1', around],
    ['Enhanced', 'P1', around],
    ['Premium', 'P2', some('hours-unknown')],
    ['Premium', undefined, some('priority-unknown')],
    ['Standard', 'P1', some('hours-unknown')],
    ['Standard', undefined, some('hours-unknown')],
    ['Enterprise', 'P1', some('level-unknown')],
    ['Enterprise Plus', 'P1', some('level-unmapped')],
    ['Enterprise Plus', 'P4', some('hours-unknown')],
    ['', 'P1', some('level-unknown')],
    ['', undefined, some('priority-and-level-unknown')],
  ])('hours unknown: %s with %s: %j', (level, priority, expected) => {
    expect(callbacks('unknown', level, priority)).toEqual(expected);
  });

  it('lets everybody submit a case at any time', () => {
    for (const opening of ['open', 'closed', 'holiday', 'unknown'] as const) {
      for (const level of levels) {
        for (const priority of priorities) {
          const [first] = offers(opening, level, priority);
          expect(first).toMatchObject({ route: 'case', offered: true, served: 'any-time' });
        }
      }
    }
  });

  it('offers an immediate callback out of hours only for a P1 with 24x7 phone support', () => {
    for (const opening of ['closed', 'holiday', 'unknown'] as const) {
      for (const level of levels) {
        for (const priority of priorities) {
          const isEligible = priority === 'P1' && (level === 'Enhanced' || level === 'Premium');
          const now = offers(opening, level, priority).find(({ route }) => route === 'callback-now');
          expect([opening, level, priority, now?.offered]).toEqual([opening, level, priority, isEligible]);
        }
      }
    }
  });

  it('promises nothing but the case without rules', () => {
    const level = supportLevel('Premium', entitlements);
    expect(routesOpen({ opening: 'open', priority: 'P1', level }, []).map(({ offered }) => offered)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
