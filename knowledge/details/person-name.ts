import { type Detail, settle } from './detail.js';

const word = "\\p{Lu}[\\p{L}'’-]{1,30}";
const particle = '(?:van|von|vom|zu|de|del|der|den|di|da|dos|du|la|le|el|al|bin|ibn|af|av|ter|ten)';
const full = `${word}(?: (?:${particle} ){0,2}${word}| \\p{Lu}\\.){1,3}`;
const anyCase = "\\p{L}[\\p{L}'’-]{0,30}(?: \\p{L}[\\p{L}'’-]{0,30}){0,3}";

/** "This is" and "I am" introduce many things: only a first and last name in capitals, or a name and where it is from. */
const introduced = new RegExp(
  `(?<![\\p{L}])(?:[Tt]his is|THIS IS|[Hh]ere is|I am|i am|I['’]?m|i['’]m|[Ii]ch bin|[Hh]ier ist) (${full}|${word}(?= (?:from|at|here|speaking|von)\\b))(?![\\p{L}\\p{N}])(?! ?\\d)`,
  'gu',
);

const named = new RegExp(
  `(?<![\\p{L}])(?:[Mm]y (?:full )?name is|[Mm]y name['’]s|[Mm]ein [Nn]ame ist|[Ii]ch hei(?:ß|ss)e|(?:^|(?<=[\\n,;.] ?))(?:[Nn]ame|NAME|[Cc]ontact(?: name| person)?) ?[:=]) ?(${anyCase})`,
  'gmu',
);

const signed = new RegExp(
  `(?:^|[\\n,.!?] ?)(?:(?:[Kk]ind|[Bb]est|[Ww]arm|[Mm]any)? ?(?:[Rr]egards|REGARDS)|[Tt]hanks|[Tt]hank you|[Cc]heers|[Ss]incerely|[Bb]est|BR|[Vv]iele Grüße|[Mm]it freundlichen Grüßen|[Gg]ruß|MfG|VG)[,.! ]{0,3}\\s{0,4}(${full}|${word})[ .]{0,3}(?=$|\\n)`,
  'gu',
);

/** Where a name written in small letters ends. */
const stop = new Set(
  'and from at with i my we the our in on phone tel mobile email mail but please is it und von'.split(' '),
);

/** Capitalised words that are no names of people. */
const noName = new Set(
  'windows server microsoft office service manager desk support system team error issue problem incident urgent critical important emergency admin administrator engineer analyst director head it sql oracle console agent core cloud production test please help not sorry afraid unable happy sure new monday tuesday wednesday thursday friday saturday sunday english german french american customer user everybody all'.split(
    ' ',
  ),
);

/**
 * The name that a message gives for its writer, by a clear cue ("my name is", "this is", a signature); `asked`: the message
 * answers "what is your name?", so that a few words alone are one.
 */
export function readName(text: string, asked: boolean): Detail | undefined {
  const cued = [
    ...readingsOf(text, named).map(untilStop),
    ...readingsOf(text, introduced),
    ...readingsOf(text, signed),
  ].filter(isPlausible);
  if (cued.length > 0 || !asked) return settle(agreeing(cued));

  const alone = new RegExp(`^\\s*(${anyCase}(?: \\p{L}\\.)?)[\\s.!]*$`, 'u').exec(text);
  const value = alone?.[1];
  return value === undefined
    ? undefined
    : { value, start: text.indexOf(value), end: text.indexOf(value) + value.length };
}

function readingsOf(text: string, pattern: RegExp): readonly Detail[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = match[1];
    if (value === undefined) return [];
    const start = match.index + match[0].lastIndexOf(value);
    return [{ value, start, end: start + value.length }];
  });
}

function untilStop(reading: Detail): Detail {
  const words = reading.value.split(' ');
  const end = words.findIndex((one) => stop.has(one.toLowerCase()));
  const value = (end === -1 ? words : words.slice(0, end)).join(' ');
  return { ...reading, value, end: reading.start + value.length };
}

function isPlausible({ value }: Detail): boolean {
  const words = value.toLowerCase().split(/[ -]/);
  return value !== '' && !words.some((one) => noName.has(one));
}

/** "Ola" in the signature and "Ola Berg" above are one person: the longer counts. */
function agreeing(readings: readonly Detail[]): readonly Detail[] {
  return readings.filter(
    (one) =>
      !readings.some(
        ({ value }) => value.length > one.value.length && ` ${value} `.includes(` ${one.value} `),
      ),
  );
}
