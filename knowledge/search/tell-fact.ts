import { type Entry, limitsOf } from '../entry.js';
import type { Unit } from '../units.js';
import type { Fact } from './facts.js';
import { words } from './tokenise.js';

/** No fact is longer, in characters. */
const longest = 320;

/** What a cell says of a thing that is not to be had. */
const refusal = /^(?:no|none|not included|[-–—])$/i;

/**
 * The fact in the document's own words: a table row with the columns that the last of the `said` messages to name any
 * names (all when none does), then what must be said with it, then its rival, as far as there is room; limits of the entry
 * always have room.
 */
export function tellFact({ unit, also }: Fact, entry: Entry, said: readonly string[], rival?: Fact): string {
  const main = spelt(unit, said);
  const limits = limitsOf(entry, main);
  const room = longest - limits.reduce((sum, limit) => sum + limit.length + 1, 0);
  const told = [shortened(main, room), ...limits];
  for (const further of [...also, ...(rival ? [rival.unit] : [])].map((one) => spelt(one, said))) {
    const next = [...told, further].join(' ');
    if (next.length <= longest && !told.includes(further)) told.push(further);
  }
  return told.map(withStop).join(' ').slice(0, longest);
}

/** "Technical contacts: 8 (Gold)" when a column is named, else the whole row; where that column says no, also those that do not. */
function spelt({ text, row, cells }: Unit, said: readonly string[]): string {
  if (row === undefined || cells === undefined) return text;
  const named = said.map((message) => columnsIn(message, cells)).findLast((columns) => columns.length > 0);
  if (named === undefined) return text;
  const names = new Set(named.map(([column]) => column));
  const others = named.every(isGranted)
    ? []
    : Object.entries(cells).filter((cell) => !names.has(cell[0]) && isGranted(cell));
  return `${row}: ${[...named, ...others].map(([column, value]) => `${value} (${column})`).join(', ')}`;
}

function isGranted([, value]: readonly [string, string]): boolean {
  return value !== '' && !refusal.test(value);
}

function columnsIn(message: string, cells: Readonly<Record<string, string>>): readonly [string, string][] {
  const spoken = new Set(words(message));
  return Object.entries(cells).filter(([column]) => {
    const name = words(column);
    return name.length > 0 && name.every((word) => spoken.has(word));
  });
}

function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const cut = text.slice(0, room - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}

function withStop(text: string, at: number, all: readonly string[]): string {
  return at === all.length - 1 || /[.!?…]$/.test(text) ? text : `${text}.`;
}
