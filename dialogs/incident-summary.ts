import type { Progress } from '../policy/progress.js';
import type { FormState } from './form-state.js';
import { gradeText } from './grade-text.js';
import { caseNotes } from './incident-case.js';
import { labelOf, shortened } from './reading.js';
import type { Services } from './services.js';

/**
 * What the customer confirms: every line that was collected, the proposed grade, what it rests on, what staff will see noted,
 * and which problems come after this one. `nextSteps`: what comes of it; '' while
 * that is open.
 */
export function incidentSummary(
  services: Services,
  state: FormState,
  standing: Progress,
  nextSteps: string,
): string {
  const { say } = services;
  const line = (id: string, value: string): string =>
    say('form.line', { line: say(`line.${id}`), value: shortened(value) });
  const { more = [], files = [], pastes = [], rest = [] } = state.carry;
  const answered = services.knowledge.rules.questions.flatMap((question) => {
    const given = question.id === 'phone' ? state.answers.phone : standing.answers[question.id];
    return given ? [line(question.id, labelOf(services, question, given))] : [];
  });
  const leftOut = services.knowledge.rules.questions.filter(({ id }) => standing.answers[id] === '');
  const lines = [
    ...answered,
    ...(more.length > 0 ? [line('more', more.join(' / '))] : []),
    ...(files.length > 0 ? [line('files', files.map((file) => file.split(', ')[0]).join(', '))] : []),
    ...(pastes.length > 0
      ? [line('log', say('line.lines', { lines: pastes.join('\n').split('\n').length }))]
      : []),
  ];
  if (leftOut.length > 0) lines.push(line('left-out', leftOut.map(({ id }) => say(`line.${id}`)).join(', ')));
  return say('incident.summary', {
    lines: { markdown: lines.join('\n') },
    grade: {
      markdown: [
        gradeText(services, standing),
        ...caseNotes(state, standing).map((id) => say(`note.${id}`)),
        ...laterEvidence(services, standing),
        ...(rest.length > 0 ? [say('incident.rest', { count: rest.length })] : []),
        ...(nextSteps === '' ? [] : [nextSteps]),
      ].join('\n\n'),
    },
  });
}

/** A P1 is not held up by evidence; the customer hears that it is welcome all the same. */
function laterEvidence({ say }: Services, { answers, outstanding }: Progress): readonly string[] {
  if (answers.priority !== 'P1' || outstanding.length === 0) return [];
  const parts = outstanding.map((id) => say(`line.${id}`)).join(', ');
  return [say('incident.evidence-later', { parts })];
}
