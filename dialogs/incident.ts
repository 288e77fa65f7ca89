import type { Answers, Question } from '../policy/intake.js';
import { type Progress, progress } from '../policy/progress.js';
import { afterCase } from './after-case.js';
import { caseReply } from './case-reply.js';
import { contractOf } from './entitlement.js';
import { evidenceChecklist, evidenceQuestions } from './evidence-checklist.js';
import type { FormSpec, Outcome } from './form-spec.js';
import type { FormState } from './form-state.js';
import { explainGrade } from './grade-text.js';
import { carrying } from './incident-aside.js';
import { beginIncident, cautions, type IncidentOptions } from './incident-begin.js';
import { caseDraft } from './incident-case.js';
import { changeable, incidentQuestions, incidentReading, unsettled } from './incident-reading.js';
import { incidentSummary } from './incident-summary.js';
import { endIntake } from './intake-use.js';
import { keepWords } from './keep-words.js';
import { nextStepsFor } from './next-steps.js';
import { readBack } from './reading.js';
import { forgetRead, split, withoutOrders, withReport } from './report.js';
import type { Services } from './services.js';
import { rememberMade, type Turn } from './turn.js';
import { escapeMarkdown } from './wording.js';

/** The guided intake of one incident (sections coverage, priority-levels, incident-definition). */
export function incidentSpec(services: Services): FormSpec<IncidentOptions> {
  const { say } = services;
  const { rules } = services.knowledge;
  const questions = incidentQuestions(services);
  const standing = (answers: Answers): Progress => progress(rules, answers);
  const stepsAhead = async (state: FormState, turn: Turn): Promise<string> => {
    const { grade, answers } = standing(state.answers);
    return grade.kind === 'open' ? '' : await nextStepsFor(services, turn, answers);
  };

  return {
    id: 'incident',
    takesFiles: true,
    reading: (state, turn) => incidentReading(services, questions, state, turn),
    begin: (turn, options) => beginIncident(services, questions, turn, options),

    ask: (question, state, turn) => {
      const asked = askIncident(services, question, state, standing(state.answers));
      if (question.part !== 'contact' || turn.memory.privacyShown || state.misses > 0) return asked;
      turn.memory.privacyShown = true;
      return `${say('privacy.before')}\n\n${asked}`;
    },

    after: async (state, answered, turn) => {
      if (answered === 'description' && turn.recognition.kind === 'incident' && !state.carry.read) {
        const { message = [] } = state.carry;
        const begun = {
          answers: state.answers,
          carry: { ...state.carry, message: message[0] ? message : [turn.text] },
        };
        const { report } = await withoutOrders(services, turn.recognition);
        return { ...state, ...withReport(services, begun, report) };
      }
      if (answered === 'understood' && state.answers.understood === 'no') return forgetRead(state);
      return answered === 'split' ? await split(services, state) : state;
    },

    keepWords,

    tell: async (about, state, turn) => {
      if (about !== 'save') return { text: explainGrade(services, standing(state.answers)), state };
      const { code, until } = await services.drafts.save(state, turn.owner);
      const text = say('resume.saved', { code, until: until.toISOString().slice(0, 10) });
      return { text, state: carrying(state, 'codes', [...(state.carry.codes ?? []), code]) };
    },

    readBack: (fields, state) => readBack(services, questions, fields, state.answers),
    caution: (fields, turn) => cautions(services, turn, fields),

    summary: async (state, turn) => ({
      ...incidentSummary(services, state, standing(state.answers), {
        nextSteps: await stepsAhead(state, turn),
        changeable: changeable(questions, state, standing(state.answers)),
      }),
      buttons: [
        { title: say('choice.create'), action: { do: 'confirm', draft: state.draftId } },
        { title: say('choice.change') },
        { title: say('choice.discard') },
      ],
    }),

    fields: (state) =>
      changeable(questions, state, standing(state.answers)).map((id) => ({
        title: say('form.change-line', { line: say(`line.${id}`) }),
      })),

    parting: ({ carry }) =>
      carry.related?.length ? 'incident-further' : carry.rest?.length ? 'incident-several' : 'incident',

    confirming: () => 'incident',
    submit: (state, turn) => submit(services, state, standing(state.answers), turn),
  };
}

function askIncident(
  services: Services,
  question: Question,
  state: FormState,
  { answers }: Progress,
): string {
  const { say } = services;
  const numbered = (state.carry.parts ?? []).map((part, index) => `${index + 1}. ${escapeMarkdown(part)}`);
  const read = (state.carry.read ?? []).map((id) => `- ${say(`read.${id}.${state.answers[id]}`)}`);
  const unsure = unsettled(services, question, state).length > 0;
  const key = unsure && state.misses === 0 ? `ask.${question.id}-ambiguous` : `ask.${question.id}`;
  const values = { problems: { markdown: numbered.join('\n') }, read: { markdown: read.join('\n') } };
  const asked = say.maybe(key, values) ?? say(`ask.${question.id}`, values);
  const [first] = evidenceQuestions(services.knowledge.rules.questions);
  const isEvidence = question.part === 'evidence' && question.kind === 'text';
  if (!isEvidence || state.misses > 0) return asked;
  const checklist = { markdown: evidenceChecklist(services, answers) };
  const introduced = state.trail.some((id) => id !== question.id && evidenceIds(services).includes(id));
  const head = say(introduced || first === undefined ? 'evidence.so-far' : 'evidence.introduction', {
    checklist,
  });
  return `${head}\n\n${asked}`;
}

function evidenceIds({ knowledge }: Services): readonly string[] {
  return evidenceQuestions(knowledge.rules.questions).map(({ id }) => id);
}

/** Answers that hold for the next problem of the same customer, too. */
const shared = new Set(['product', 'version', 'deployment', 'installed', 'name', 'email', 'phone']);

/** Who somebody is need not be said again for the next case of the conversation. */
const personal = ['name', 'email', 'phone'];

function contactIn(answers: Answers): Answers {
  return Object.fromEntries(personal.flatMap((id) => (answers[id] ? [[id, answers[id]]] : [])));
}

async function submit(services: Services, state: FormState, stand: Progress, turn: Turn): Promise<Outcome> {
  const { say, handoff, drafts } = services;
  const codes = state.carry.codes ?? [];
  for (const code of codes) {
    const found = await drafts.find(code);
    if (found.kind === 'made') return { replies: [{ text: say('resume.made', { number: found.number }) }] };
  }
  const { case: opened, existing } = await handoff.openCase(
    caseDraft(state, stand, turn, await contractOf(services, turn, stand.answers)),
  );
  if (!existing) endIntake(services, turn, state, opened);
  turn.memory.caseNumber = opened.number;
  turn.memory.contact = contactIn(state.answers);
  rememberMade(turn.memory, { draft: state.draftId, number: opened.number });
  turn.memory.shown = { number: opened.number };
  for (const code of codes) await drafts.finish(code, opened.number);
  const { rest: problems = [], message = [], reported = [], related: earlier = [] } = state.carry;
  const related = [...new Set([...earlier, opened.number])];
  const said = caseReply(services, opened, existing);
  if (problems.length > 0) {
    const known = Object.fromEntries(Object.entries(state.answers).filter(([id]) => shared.has(id)));
    const options: IncidentOptions = { rest: { problems, known, carry: { message, related, reported } } };
    return { replies: [said], next: { dialog: 'incident', options } };
  }
  turn.memory.offered = 'callback';
  const together =
    related.length > 1
      ? [{ text: say('incident.related', { numbers: related.join(', '), last: opened.number }) }]
      : [];
  return { replies: [said, ...together, await afterCase(services, turn, opened)] };
}
