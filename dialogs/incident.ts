import type { CaseDraft } from '../handoff/case.js';
import type { Answers, Question } from '../policy/intake.js';
import { type Progress, progress } from '../policy/progress.js';
import type { FormReading, FormState } from './form.js';
import type { Beginning, FormSpec, Outcome } from './form-dialog.js';
import { incidentSummary } from './incident-summary.js';
import { afterCase } from './offers.js';
import { choicesOf, detailsIn, readingFor } from './reading.js';
import type { Reply } from './reply.js';
import { type Report, readReport, withReport } from './report.js';
import type { Services } from './services.js';
import { rememberMade, type Turn } from './turn.js';
import { escapeMarkdown } from './wording.js';

/** How an intake begins. */
export interface IncidentOptions {
  /** The message that it came from, word for word. */
  readonly message: string;
  /** What was read out of that message; absent when it only asked for a case. */
  readonly report?: Report;
  /** The problems that are still to be taken after a case for another one, and what holds for them, too. */
  readonly rest?: {
    readonly problems: readonly string[];
    readonly known: Answers;
    readonly related: readonly string[];
  };
}

/** Questions of the conversation itself; what the document demands stands in intake.yaml. */
const own: readonly Question[] = [
  {
    id: 'split',
    part: 'problem',
    kind: 'choice',
    choices: ['separate', 'together'],
    when: [{ several: 'yes' }],
  },
  { id: 'understood', part: 'problem', kind: 'choice', choices: ['yes', 'no'], when: [{ read: 'yes' }] },
];

/** The guided intake of one incident (sections coverage, priority-levels, incident-definition). */
export function incidentSpec(services: Services): FormSpec<IncidentOptions> {
  const { say } = services;
  const { rules } = services.knowledge;
  const questions = [...own, ...rules.questions.filter(({ part }) => part !== 'contract')];
  const standing = (answers: Answers): Progress => progress(rules, answers);

  return {
    id: 'incident',
    reading: (state, turn): FormReading => ({
      ...readingFor(services),
      questions,
      known: (answers) => ({
        ...standing(answers).answers,
        ...(state.carry.read?.length ? { read: 'yes' } : {}),
        ...(state.carry.parts?.length ? { several: 'yes' } : {}),
      }),
      choices: (question) => choicesOf(services, question),
      insists: {},
      meant: turn.recognition.answers,
    }),

    begin: async (turn, { message, report, rest }): Promise<Beginning> => {
      if (rest) {
        const [next = '', ...problems] = rest.problems;
        return {
          opening: [{ text: say('incident.next', { problem: next }) }],
          answers: { ...rest.known, description: next },
          carry: { message: [message], related: rest.related, rest: problems },
        };
      }
      const details = detailsIn(services, message);
      const opening = beforeIntake(services, turn, details);
      const begun = { answers: details, carry: { message: [message] } };
      return { opening, ...(report ? withReport(services, begun, report) : begun) };
    },

    ask: (question, state, turn) => {
      const asked = say(`ask.${question.id}`, {
        problems: {
          markdown: (state.carry.parts ?? [])
            .map((part, index) => `${index + 1}. ${escapeMarkdown(part)}`)
            .join('\n'),
        },
        read: {
          markdown: (state.carry.read ?? [])
            .map((id) => `- ${say(`read.${id}.${state.answers[id]}`)}`)
            .join('\n'),
        },
        priority: standing(state.answers).answers.priority ?? '',
      });
      if (question.part !== 'contact' || turn.memory.privacyShown || state.misses > 0) return asked;
      turn.memory.privacyShown = true;
      return `${say('privacy.before')}\n\n${asked}`;
    },

    after: (state, answered, turn) => {
      if (answered === 'description' && turn.recognition.kind === 'incident')
        return readReport(services, state, turn);
      if (answered === 'understood' && state.answers.understood === 'no') return forgetRead(state);
      if (answered === 'split') return split(state);
      return state;
    },

    summary: async (state) => ({
      text: incidentSummary(
        services,
        standing(state.answers),
        state.carry.remarks ?? [],
        state.answers.phone,
      ),
      buttons: [
        { title: say('choice.create'), action: { do: 'confirm', draft: state.draftId } },
        { title: say('choice.change') },
        { title: say('choice.discard') },
      ],
    }),

    fields: (state) =>
      questions
        .filter(
          ({ id }) => Object.hasOwn(standing(state.answers).answers, id) && !own.some((one) => one.id === id),
        )
        .map(({ id }) => ({ title: say('form.change-line', { line: say(`line.${id}`) }) })),

    submit: async (state, turn): Promise<Outcome> => {
      const stand = standing(state.answers);
      const { case: opened, existing } = await services.handoff.openCase(draftOf(state, stand, turn));
      turn.memory.caseNumber = opened.number;
      rememberMade(turn.memory, state.draftId, opened.number);
      const said: Reply = {
        text: say(existing ? 'incident.already' : 'incident.created', {
          number: opened.number,
          code: opened.accessCode,
          priority: opened.priority ?? say('grade.none'),
        }),
      };
      const problems = state.carry.rest ?? [];
      if (problems.length === 0) return { replies: [said, afterCase(services, opened)] };
      const known = Object.fromEntries(Object.entries(stand.answers).filter(([id]) => shared.has(id)));
      const related = [...(state.carry.related ?? []), opened.number];
      const options: IncidentOptions = {
        message: state.carry.message?.[0] ?? '',
        rest: { problems, known, related },
      };
      return { replies: [said], next: { dialog: 'incident', options } };
    },
  };
}

/** Registration before the first case, and privacy as soon as there are personal data. */
function beforeIntake({ say }: Services, { memory }: Turn, details: Answers): readonly Reply[] {
  const texts: string[] = [];
  if (!memory.registrationShown) texts.push(say('incident.before'));
  if (!memory.privacyShown && (details.name || details.email || details.phone))
    texts.push(say('privacy.given'));
  memory.registrationShown = true;
  memory.privacyShown ||= texts.includes(say('privacy.given'));
  return texts.map((text) => ({ text }));
}

/** Answers that hold for the next problem of the same customer, too. */
const shared = new Set(['product', 'version', 'deployment', 'installed', 'name', 'email', 'phone']);

/** The chosen way with several problems: one case after the other, or one for all. */
function split(state: FormState): FormState {
  const { parts = [], ...carry } = state.carry;
  const { split: way, ...answers } = state.answers;
  if (way === 'together') return { ...state, answers: { ...answers, description: parts.join('\n') }, carry };
  const [first = '', ...rest] = parts;
  return { ...state, answers: { ...answers, description: first }, carry: { ...carry, rest } };
}

function forgetRead(state: FormState): FormState {
  const read = state.carry.read ?? [];
  const answers = Object.fromEntries(Object.entries(state.answers).filter(([id]) => !read.includes(id)));
  return { ...state, answers, carry: { ...state.carry, read: [] } };
}

function draftOf(state: FormState, { answers, grade, notes }: Progress, turn: Turn): CaseDraft {
  const because = grade.kind === 'proposed' ? grade.classification : undefined;
  return {
    draftId: state.draftId,
    owner: turn.owner,
    conversation: turn.conversation,
    priority: because?.priority ?? null,
    criterion: because?.because.id ?? null,
    product: answers.product ?? '',
    version: answers.version ?? '',
    description: answers.description ?? '',
    firstMessage: state.carry.message?.[0] ?? '',
    contact: { name: answers.name ?? '', email: answers.email ?? '', phone: state.answers.phone ?? '' },
    answers,
    notes: [...notes, ...(state.carry.remarks ?? [])],
    related: state.carry.related ?? [],
  };
}
