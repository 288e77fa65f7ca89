import type { Case } from '../handoff/case.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';

/** That a case was created, or was there already: its number, its grade, and its access code. */
export function caseReply({ say }: Services, opened: Case, existing: boolean): Reply {
  const { number, accessCode: code } = opened;
  const priority = opened.priority ?? say('grade.none');
  const what = existing ? 'already' : opened.priority === null ? 'created-ungraded' : 'created';
  return {
    text: say(`incident.${what}`, { number, code, priority }),
    card: {
      parts: [
        { kind: 'title', text: say('card.case', { number }) },
        {
          kind: 'lines',
          lines: [
            { label: say('card.priority'), value: priority },
            { label: say('card.code'), value: `**${code}**` },
          ],
        },
        { kind: 'text', text: say(existing ? 'card.case-again' : 'card.code-use') },
      ],
    },
  };
}
