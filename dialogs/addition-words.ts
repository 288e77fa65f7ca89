import { mentions, plain, type Replies } from '../knowledge/replies.js';
import { caseNumberIn, surelyCodeIn } from './case-named.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** Who says something about a case names it early; later on a case is part of a description. */
const headWords = 8;
/** As many words behind a case number are no look-up. */
const tellingWords = 4;
/** What is said of the case that was talked about last is short; in a longer message it is part of something else. */
const briefWords = 12;

/** What is said of a case and belongs on it, beside the orders to add something. */
const tellings = ['case-change', 'worse', 'dispute', 'urgent', 'solved'] as const;

/**
 * The words that the message asks to be added to a case, '' when it only asks for that; undefined when it asks for something else.
 * Questions about a case and look-ups are no additions.
 */
export function additionIn(
  { say, knowledge }: Pick<Services, 'say' | 'knowledge'>,
  { text, recognition, memory }: Pick<Turn, 'text' | 'recognition' | 'memory'>,
): string | undefined {
  const { replies } = knowledge;
  if (isAddButton(say, text)) return '';
  const said = withoutCode(text);
  if (asks(said, replies) || mentions(said, 'call-order', replies)) return undefined;
  const orders = mentions(said, 'add-order', replies);
  const tells = tellings.some((telling) => mentions(said, telling, replies));
  const named = caseSaidIn(said, replies);
  if (named === undefined) {
    const isBrief = memory.shown !== undefined && countOf(said) <= briefWords;
    if (orders && isBrief) return contentOf(behindOrder(said, replies));
    return tells && isBrief ? said : undefined;
  }
  const { head, rest, numbered } = named;
  const reports = recognition.kind === 'incident';
  // "The case" may be anything in a report; a number and "my case" are the case.
  if (reports && !numbered && !mentions(said, 'my-case', replies)) return undefined;
  if (orders) return contentOf(rest);
  if (recognition.intent === 'case-status' && !tells) return undefined;
  const leads = head === '' || replies.commands['case-head']?.some((words) => plain(words) === plain(head));
  const count = countOf(rest);
  const opens = /^\s*[:–-]/.test(rest) && count > 1;
  const goesOn = numbered && (reports || (count >= tellingWords && recognition.kind !== 'faq'));
  const adds = tells || (leads && (opens || goesOn));
  return adds && (leads || numbered || !reports) ? said : undefined;
}

/** Whether the message says that something is to be added to the customer's case, whether or not it says what. */
export function ordersAddition({ knowledge }: Pick<Services, 'knowledge'>, text: string): boolean {
  return mentions(text, 'add-order', knowledge.replies) && mentions(text, 'my-case', knowledge.replies);
}

/** Whether the message is the button that adds to a case. */
export function isAddButton(say: Services['say'], text: string): boolean {
  const number = caseNumberIn(text);
  return number !== undefined && plain(text) === plain(say('offer.add-details', { number }));
}

/** The note for staff that the words call for, as a key of the wording; undefined when they call for none. */
export function noteFor(words: string, replies: Replies): string | undefined {
  if (mentions(words, 'dispute', replies)) return 'grade-disputed';
  if (mentions(words, 'worse', replies)) return 'got-worse';
  return mentions(words, 'urgent', replies) ? 'urgency-stated' : undefined;
}

/** "Is it solved" is a question without its mark, too. */
function asks(text: string, { commands }: Replies): boolean {
  const [first = ''] = plain(text).split(' ');
  return text.endsWith('?') || (commands['question-words']?.includes(first) ?? false);
}

/** The message before and after the case that it names early; undefined when it names none. */
function caseSaidIn(
  text: string,
  replies: Replies,
): { readonly head: string; readonly rest: string; readonly numbered: boolean } | undefined {
  const number = caseNumberIn(text);
  const said = text.toLowerCase();
  const isIdiom = number === undefined && mentions(text, 'no-case', replies);
  const phrase = number ?? replies.commands['own-case']?.find((words) => said.includes(words));
  if (phrase === undefined || isIdiom) return undefined;
  const at = said.indexOf(phrase.toLowerCase());
  const head = text.slice(0, at).trim();
  if (countOf(head) > headWords) return undefined;
  return { head, rest: text.slice(at + phrase.length), numbered: number !== undefined };
}

/** What stands behind the order to add something. */
function behindOrder(text: string, { commands }: Replies): string {
  const said = text.toLowerCase();
  const order = commands['add-order']?.find((words) => said.includes(words)) ?? '';
  return text.slice(said.indexOf(order) + order.length);
}

/** What is to be added, without what leads to it; '' when that is nothing. */
function contentOf(rest: string): string {
  const content = rest.replace(/^[\s:,;.–-]+/, '').replace(/^that\s+/i, '');
  return countOf(content) > 1 ? content : '';
}

/** The message without the access code, which is nobody else's business. */
function withoutCode(text: string): string {
  const code = surelyCodeIn(text);
  if (code === '') return text;
  const at = text.indexOf(code);
  const before = text.slice(0, at).replace(/[\s,;(]*(?:with )?(?:the )?(?:access )?code(?: is)?[\s:]*$/i, '');
  return `${before}${text.slice(at + code.length)}`.trim();
}

function countOf(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
