import type { Secret } from '../secrets.js';

/** One way in which secrets are written. */
export interface Pattern {
  readonly secret: Secret;
  /** Masked is what the group `secret` holds, the whole match when there is none. Repetitions are bounded: linear time. */
  readonly find: RegExp;
  /** Whether it is one after all. */
  readonly isSecret?: (said: string) => boolean;
}

/** What follows "password is" or "password:" when somebody writes about a password instead of giving it. */
const remark = new Set(
  'a all also always an and any as asked at bad being blank broken but by can cannot correct does empty fine for forgotten from gone good has in invalid it its just known lost missing my never new no none not now of off ok okay on only or our out right same sent set shown so some still stolen stuck that the there this to too unknown unset valid was weak what when which with without wrong yes your'.split(
    ' ',
  ),
);

function isGiven(said: string): boolean {
  const word = said.toLowerCase().replace(/[.,!?)]+$/, '');
  return word !== '' && !remark.has(word) && !/^[a-z]+(?:ed|ing|n't)$/.test(word);
}

function isRandom(said: string): boolean {
  return said.length >= 8 && /\d/.test(said) && /\p{L}/u.test(said);
}

const password =
  '(?<![\\p{L}\\p{N}])(?:[\\p{L}]{0,20}[_-])?(?:pass(?:word|wort|wd|phrase|code)|kennwort|pwd|pw)["\']?';
const key =
  '(?:api|access|account|secret|shared|client|subscription|encryption|signing|private)[ _-]?(?:access[ _-]?)?(?:key|secret)["\']?';
const assigned = '[ \\t]{0,5}(?::|=>?|>|\\bis\\b)[ \\t]{0,5}';
const quotedOr = (plain: string): string => `(?<secret>"[^"\\n•]{1,200}"|'[^'\\n•]{1,200}'|${plain})`;

export const patterns: readonly Pattern[] = [
  {
    secret: 'key',
    find: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|(?![\s\S]))/g,
  },
  {
    secret: 'password',
    find: /(?<![a-z])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@•]{0,100}:(?<secret>[^\s/@•]{1,200})@/gi,
  },
  { secret: 'token', find: /\beyJ[\w-]{5,500}\.[\w-]{5,4000}(?:\.[\w-]{0,1000})?/g },
  {
    secret: 'token',
    find: /\b(?:bearer|basic)[ \t]{1,3}(?<secret>[\w.~+/=-]{8,4000})/gi,
    isSecret: isRandom,
  },
  {
    secret: 'token',
    find: /\b(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeprs]-[\w-]{10,255}|npm_\w{30,64})/g,
  },
  {
    secret: 'key',
    find: /\b(?:A[KS]IA[0-9A-Z]{16}|AIza[\w-]{35}|[sr]k_(?:live|test)_\w{16,255}|sk-[\w-]{20,255})/g,
  },
  { secret: 'token', find: /[?&]sig=(?<secret>[\w%+/=-]{16,255})/g },
  // In settings, addresses and connection strings a value ends at ";" or "&"; behind ":" and "is" people write sentences.
  {
    secret: 'password',
    find: new RegExp(
      `${password}[ \\t]{0,5}=>?[ \\t]{0,5}${quotedOr('[^\\s"\'<>;&•][^\\s<>;&•]{0,199}')}`,
      'giu',
    ),
    isSecret: isGiven,
  },
  {
    secret: 'password',
    find: new RegExp(
      `${password}[ \\t]{0,5}(?::|>|\\b(?:is|ist)\\b:?)[ \\t]{0,5}${quotedOr('[^\\s"\'<>•][^\\s<>•]{0,199}')}`,
      'giu',
    ),
    isSecret: isGiven,
  },
  {
    secret: 'password',
    find: new RegExp(`${password}[ \\t]{1,5}${quotedOr('[^\\s"\'<>•]{8,200}')}`, 'giu'),
    isSecret: isRandom,
  },
  { secret: 'password', find: /\bPIN\b[ \t]{0,5}(?::|=|is)[ \t]{0,5}(?<secret>\d{4,12})\b/gi },
  {
    secret: 'key',
    find: new RegExp(`${key}${assigned}${quotedOr('[^\\s"\'<>;&,•]{8,500}')}`, 'gi'),
    isSecret: isRandom,
  },
  {
    secret: 'token',
    find: new RegExp(`token["']?${assigned}${quotedOr('[^\\s"\'<>;&,•]{8,2000}')}`, 'gi'),
    isSecret: isRandom,
  },
];
