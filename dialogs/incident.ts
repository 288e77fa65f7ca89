import type { Answers, Question } from '../policy/intake.js';
import { type Progress, progress } from '../policy/progress.js';
import { attach } from './attach.js';
import { evidenceChecklist, evidenceQuestions } from './evidence-checklist.js';
import { attachedNotes } from './form-hints.js';
import type { Beginning, FormSpec, Outcome } from './form-spec.js';
import { type FormState, startForm } from './form-state.js';
import { explainGrade } from './grade-text.js';
import { carrying } from './incident-aside.js';
import { caseDraft } from './incident-case.js';
import { changeable, incidentQuestions, incidentReading, unsettled } from './incident-reading.js';
import { incidentSummary } from './incident-summary.js';
import { afterCase } from './offers.js';
import { detailsIn, readBack } from './reading.js';
import type { Reply } from './reply.js';
import { forgetRead, type Report, split, withProblem, withReport } from './report.js';
import type { Services } from './services.js';
import { rememberMade, type Turn } from './turn.js';
import { escapeMarkdown } from './wording.js';

/** How an intake begins; with nothing: from the first question. */
export interface IncidentOptions {
  /** The message that it came from, word for word; '' when it only asked for a case. */
  readonly message?: string;
  /** What was read out of that message. */
  readonly report?: Report;
  /** The problems that are still to be taken after a case for another one, and what holds for them, too. */
  readonly rest?: {
    readonly problems: readonly string[];
    readonly known: Answers;
    readonly carry: FormState['carry'];
  };
  /** A draft that is taken up again. */
  readonly resumed?: FormState;
}

/** Further words that are kept beside the answers, in characters. */
const furtherWords = 4000;

/** The guided intake of one incident (sections coverage, priority-levels, incident-definition). */
export function incidentSpec(services: Services): FormSpec<IncidentOptions> {
  const { say } = services;
  const { rules } = services.knowledge;
  const questions = incidentQuestions(services);
  const standing = (answers: Answers): Progress => progress(rules, answers);

  return {
    id: 'incident',
    takesFiles: true,
    reading: (state, turn) => incidentReading(services, questions, state, turn),
    begin: (turn, options) => begin(services, questions, turn, options),

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
        return { ...state, ...withReport(services, begun, turn.recognition) };
      }
      if (answered === 'understood' && state.answers.understood === 'no') return forgetRead(state);
      return answered === 'split' ? await split(services, state) : state;
    },

    keepWords: (state, { text, recognition, guided }) => {
      const { more = [] } = state.carry;
      const tells = recognition.kind === 'incident' || recognition.kind === 'unknown';
      const words = text.split(/\s+/).length;
      if (
        !guided ||
        !tells ||
        text.endsWith('?') ||
        words < 5 ||
        more.join('').length + text.length > furtherWords
      )
        return undefined;
      return state.answers.description === undefined ? undefined : carrying(state, 'more', [...more, text]);
    },

    tell: async (about, state) => {
      if (about !== 'save') return explainGrade(services, standing(state.answers));
      const { code, until } = await services.drafts.save(state);
      return say('resume.saved', { code, until: until.toISOString().slice(0, 10) });
    },

    readBack: (fields, state) => readBack(services, questions, fields, state.answers),
    caution: (fields, turn) => privacy(services, turn, fields),

    summary: async (state) => ({
      text: incidentSummary(services, state, standing(state.answers)),
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

    submit: (state, turn) => submit(services, state, standing(state.answers), turn),
  };
}

async function begin(
  services: Services,
  questions: readonly Question[],
  turn: Turn,
  { message = '', report, rest, resumed }: IncidentOptions,
): Promise<Beginning> {
  const { say } = services;
  if (resumed) return { opening: [{ text: say('resume.welcome') }], answers: {}, carry: {}, resumed };
  if (rest) {
    const [next = '', ...problems] = rest.problems;
    const begun = await withProblem(services, next, rest.known, { ...rest.carry, rest: problems });
    const place = readBack(services, questions, ['product', 'version'], begun.answers);
    const noted = place === '' ? [] : [say('form.noted', { lines: { markdown: place } })];
    return {
      opening: [{ text: [say('incident.next', { problem: next }), ...noted].join('\n\n') }],
      ...begun,
    };
  }
  const brought = attach(startForm('', {}), turn, { text: message, free: true });
  const details = detailsIn(services, brought.said);
  const carry = { ...brought.state.carry, message: [brought.said] };
  const begun = { answers: details, carry };
  const known = report ? withReport(services, begun, report) : begun;
  const noted = readBack(services, questions, Object.keys(details), details);
  const opening = [
    ...beforeIntake(services, turn, details),
    ...(noted === '' ? [] : [say('form.noted', { lines: { markdown: noted } })]),
    ...attachedNotes(say, brought),
  ];
  return { opening: opening.length > 0 ? [{ text: opening.join('\n\n') }] : [], ...known };
}

/** Registration before the first case, and privacy as soon as there are personal data. */
function beforeIntake(services: Services, turn: Turn, details: Answers): readonly string[] {
  const registration = turn.memory.registrationShown ? [] : [services.say('incident.before')];
  turn.memory.registrationShown = true;
  return [...registration, ...privacy(services, turn, Object.keys(details))];
}

const personal = ['name', 'email', 'phone'];

/** How personal data are handled, once, when the first of them was given unasked (section confidential-information). */
function privacy({ say }: Services, { memory }: Turn, fields: readonly string[]): readonly string[] {
  if (memory.privacyShown || !fields.some((id) => personal.includes(id))) return [];
  memory.privacyShown = true;
  return [say('privacy.given')];
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

async function submit(services: Services, state: FormState, stand: Progress, turn: Turn): Promise<Outcome> {
  const { say, handoff } = services;
  const { case: opened, existing } = await handoff.openCase(caseDraft(state, stand, turn));
  turn.memory.caseNumber = opened.number;
  rememberMade(turn.memory, state.draftId, opened.number);
  const { rest: problems = [], message = [], related: earlier = [] } = state.carry;
  const related = [...new Set([...earlier, opened.number])];
  const said: Reply = {
    text: say(existing ? 'incident.already' : 'incident.created', {
      number: opened.number,
      code: opened.accessCode,
      priority: opened.priority ?? say('grade.none'),
    }),
  };
  if (problems.length > 0) {
    const known = Object.fromEntries(Object.entries(state.answers).filter(([id]) => shared.has(id)));
    const options: IncidentOptions = { rest: { problems, known, carry: { message, related } } };
    return { replies: [said], next: { dialog: 'incident', options } };
  }
  turn.memory.offered = 'callback';
  const together =
    related.length > 1
      ? [{ text: say('incident.related', { numbers: related.join(', '), last: opened.number }) }]
      : [];
  return { replies: [said, ...together, afterCase(services, opened)] };
}
