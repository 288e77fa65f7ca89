import type { Progress } from '../policy/progress.js';
import type { CardLine } from './card.js';
import type { FormState } from './form-state.js';
import { gradeText } from './grade-text.js';
import { caseNotes } from './incident-case.js';
import { labelOf, shortened } from './reading.js';
import type { Reply } from './reply.js';
import type { Services } from './services.js';
import { escapeMarkdown } from './wording.js';

/**
 * What the customer confirms: every line that was collected, the proposed grade, what it rests on, what staff will see noted,
 * and which problems come after this one. `nextSteps`: what comes of it; '' while that is open. `changeable`: lines that can be
 * changed.
 */
export function incidentSummary(
  services: Services,
  state: FormState,
  standing: Progress,
  { nextSteps, changeable }: { readonly nextSteps: string; readonly changeable: readonly string[] },
): Omit<Reply, 'buttons'> {
  const { say } = services;
  const lines = linesOf(services, state, standing);
  const { rest = [] } = state.carry;
  const noted = [
    ...caseNotes(state, standing).map((id) => say(`note.${id}`)),
    ...laterEvidence(services, standing),
    ...(rest.length > 0 ? [say('incident.rest', { count: rest.length })] : []),
  ];
  const ahead = nextSteps === '' ? [] : [nextSteps];
  const grade = gradeText(services, standing);
  const listed = lines.map(({ id, value }) => say('form.line', { line: say(`line.${id}`), value }));
  return {
    text: say('incident.summary', {
      lines: { markdown: listed.join('\n') },
      grade: { markdown: [grade, ...noted, ...ahead].join('\n\n') },
    }),
    card: {
      parts: [
        { kind: 'title', text: say('card.check') },
        { kind: 'lines', lines: lines.map((line) => drawn(services, line, changeable.includes(line.id))) },
        { kind: 'panel', text: grade },
        ...noted.map((text) => ({ kind: 'text', text }) as const),
        ...ahead.map((text) => ({ kind: 'panel', text }) as const),
      ],
    },
  };
}

interface SummaryLine {
  readonly id: string;
  readonly value: string;
}

function drawn({ say }: Services, { id, value }: SummaryLine, changes: boolean): CardLine {
  const line = { label: say(`line.${id}`), value: escapeMarkdown(value) };
  if (!changes) return line;
  const button = { title: say('form.change-line', { line: line.label }) };
  return { ...line, change: { label: say('card.change'), button } };
}

function linesOf(services: Services, state: FormState, standing: Progress): readonly SummaryLine[] {
  const { say } = services;
  const line = (id: string, value: string): SummaryLine => ({ id, value: shortened(value) });
  const { more = [], files = [], pastes = [] } = state.carry;
  const answered = services.knowledge.rules.questions.flatMap((question) => {
    const given = question.id === 'phone' ? state.answers.phone : standing.answers[question.id];
    return given ? [line(question.id, labelOf(services, question, given))] : [];
  });
  const leftOut = services.knowledge.rules.questions.filter(({ id }) => standing.answers[id] === '');
  return [
    ...answered,
    ...(more.length > 0 ? [line('more', more.join(' / '))] : []),
    ...(files.length > 0 ? [line('files', files.map((file) => file.split(', ')[0]).join(', '))] : []),
    ...(pastes.length > 0
      ? [line('log', say('line.lines', { lines: pastes.join('\n').split('\n').length }))]
      : []),
    ...(leftOut.length > 0 ? [line('left-out', leftOut.map(({ id }) => say(`line.${id}`)).join(', '))] : []),
  ];
}

/** A P1 is not held up by evidence; the customer hears that it is welcome all the same. */
function laterEvidence({ say }: Services, { answers, outstanding }: Progress): readonly string[] {
  if (answers.priority !== 'P1' || outstanding.length === 0) return [];
  const parts = outstanding.map((id) => say(`line.${id}`)).join(', ');
  return [say('incident.evidence-later', { parts })];
}
