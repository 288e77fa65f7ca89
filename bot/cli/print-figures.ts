import type { Figures } from '../../handoff/figures.js';
import { printTable } from './print.js';

/** So many entries of a day are printed; --json prints all. */
const shownEntries = 5;

/** One row for each day, and below the entries that were given most. */
export function printFigures(figures: readonly Figures[]): void {
  printTable(
    [
      'DAY',
      'ASKED',
      'CONFIRMED',
      'ASSUMED',
      'REFUSED',
      'PASSED ON',
      'OFFERED',
      'UNANSWERED',
      'ESCALATED',
      'CASES',
      'ABANDONED',
      'MEDIAN TO CASE',
    ],
    figures.map(({ day, asked, answered, offered, unanswered, escalated, reports, medianSecondsToCase }) => [
      day,
      ...[
        asked,
        answered.confirmed,
        answered.assumed,
        answered.refused,
        answered.passedOn,
        offered,
        unanswered,
        escalated,
        reports.cases,
        reports.abandoned,
      ].map(String),
      medianSecondsToCase === null ? '-' : `${Math.round(medianSecondsToCase / 60)} min`,
    ]),
  );
  for (const { day, entries } of figures) {
    for (const { entry, confirmed, assumed, refused, passedOn } of entries.slice(0, shownEntries)) {
      console.log(
        `${day}  ${entry}: ${confirmed} confirmed, ${assumed} assumed, ${refused} refused, ${passedOn} passed on`,
      );
    }
  }
}
