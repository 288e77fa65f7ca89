import type { Progress } from '../policy/progress.js';
import { labelOf, showPhone } from './reading.js';
import type { Services } from './services.js';

/**
 * What the customer confirms: every line that was collected, the proposed grade, what it rests on, and what staff will see
 * noted. `remarks`: what the customer wanted noted. `phone`: a number that was given unasked.
 */
export function incidentSummary(
  services: Services,
  standing: Progress,
  remarks: readonly string[],
  phone: string | undefined,
): string {
  const { say } = services;
  const lines = services.knowledge.rules.questions
    .filter(({ id }) => Object.hasOwn(standing.answers, id))
    .map((question) => {
      const given = standing.answers[question.id] ?? '';
      const value = given === '' ? say('line.empty') : labelOf(services, question, given);
      return say('form.line', { line: say(`line.${question.id}`), value });
    });
  const given =
    phone === undefined ? [] : [say('form.line', { line: say('line.phone'), value: showPhone(phone) })];
  return say('incident.summary', {
    lines: { markdown: [...lines, ...given].join('\n') },
    grade: {
      markdown: [
        gradeText(services, standing),
        ...[...standing.notes, ...remarks].map((id) => say(`note.${id}`)),
      ].join('\n\n'),
    },
  });
}

function gradeText({ say }: Services, { grade }: Progress): string {
  if (grade.kind !== 'proposed') return say('grade.person');
  const { priority, because } = grade.classification;
  return say('grade.proposed', {
    priority,
    name: say(`priority.${priority}`),
    criterion: because.id,
    reason: because.reason,
  });
}
