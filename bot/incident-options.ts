import type { IncidentOptions } from '../dialogs/incident-begin.js';
import type { Turn } from '../dialogs/turn.js';
import { labelledEvidence } from '../knowledge/evidence.js';
import { type Replies, tellsTrouble } from '../knowledge/replies.js';

/** As many words only ask for a case; more tell what it is about. */
const requestWords = 5;

/** Whether a message that the recogniser makes nothing of is a report all the same: in another language, or with its parts labelled. */
export function tellsProblem(replies: Replies, { text, foreign }: Pick<Turn, 'text' | 'foreign'>): boolean {
  if (foreign !== undefined) return tellsTrouble(text, foreign, replies);
  return Object.keys(labelledEvidence(text, replies.evidence)).includes('steps');
}

/**
 * What an intake that begins with this message is told: what the recogniser read, a report in another language as it is, or the
 * message that nothing was found for (`unanswered`) and a case was offered for.
 */
export function incidentOptions(
  replies: Replies,
  { recognition, text, foreign }: Turn,
  unanswered: string | undefined,
): IncidentOptions {
  if (recognition.kind === 'incident') return { message: text, report: recognition };
  if (tellsProblem(replies, { text, foreign }))
    return { message: text, report: { parts: [text], answers: { matter: 'problem' }, priority: null } };
  if (unanswered === undefined) return { message: text.split(/\s+/).length > requestWords ? text : '' };
  const answers: Readonly<Record<string, string>> = unanswered.trim().endsWith('?')
    ? { matter: 'question' }
    : {};
  return { message: unanswered, report: { parts: [unanswered], answers, priority: null } };
}
