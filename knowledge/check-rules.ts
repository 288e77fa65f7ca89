import { holidaysListed, type Region } from '../policy/hours.js';
import type { Finding } from './finding.js';
import type { Rules } from './rules.js';

/** How far ahead missing holidays are worth a warning, in milliseconds. */
const AHEAD = 60 * 24 * 60 * 60 * 1000;

/**
 * What is not wrong in the rules but will surprise an operator at this time: regions without hours, years whose holidays
 * nobody has listed. Mistakes in the files are no matter of this function: `readRules` throws them.
 */
export function checkRules(rules: Rules, now: Date): readonly Finding[] {
  return rules.regions
    .flatMap((region) => [...surprises(region, now)])
    .map((message) => ({ file: 'hours.yaml', severity: 'warning', message }));
}

function* surprises(region: Region, now: Date): Iterable<string> {
  if (region.periods.length === 0) {
    yield `${region.name} has no hours, so the bot says that it does not know them; list them under "hours"`;
    return;
  }
  const listed = region.holidayYears.join(', ') || 'no year';
  if (!holidaysListed(now, region)) {
    yield `the holidays of ${region.name} are listed for ${listed} only, so support never counts as open there now; add this year's`;
  } else if (!holidaysListed(new Date(now.getTime() + AHEAD), region)) {
    yield `the holidays of ${region.name} are listed for ${listed} only; add the coming year's before it begins`;
  }
  const stray = region.holidays.find(({ date }) => !region.holidayYears.includes(Number(date.slice(0, 4))));
  if (stray) {
    yield `${region.name} lists ${stray.date}, but its year is not in holidayYears; add the year once all its holidays stand there`;
  }
}
