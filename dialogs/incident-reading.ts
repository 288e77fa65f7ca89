import { saidIn } from '../knowledge/replies.js';
import type { Answers, Question } from '../policy/intake.js';
import { type Progress, progress } from '../policy/progress.js';
import type { FormReading } from './form.js';
import type { FormState } from './form-state.js';
import { incidentAside } from './incident-aside.js';
import { choicesOf, readingFor, readingsOf } from './reading.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

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

/** What an intake asks: its own questions, then those of the rules that lead to a case. */
export function incidentQuestions({ knowledge }: Services): readonly Question[] {
  const asked = knowledge.rules.questions.filter(({ part }) => part !== 'contract');
  // A number that was given unasked can be corrected like everything else.
  return [
    ...own,
    ...asked.map((one) => (one.id === 'phone' ? { ...one, when: [...(one.when ?? []), given] } : one)),
  ];
}

const given = { 'phone-given': 'yes' };

/** Lines of the summary that can be changed. */
export function changeable(
  questions: readonly Question[],
  state: FormState,
  { answers }: Progress,
): readonly string[] {
  return questions
    .filter(({ id }) => !own.some((one) => one.id === id))
    .filter(({ id }) => Object.hasOwn(answers, id) || (id === 'phone' && state.answers.phone))
    .map(({ id }) => id);
}

/** How the intake reads a message. */
export function incidentReading(
  services: Services,
  questions: readonly Question[],
  { carry }: Pick<FormState, 'carry'>,
  turn: Turn,
): FormReading {
  const { rules, replies } = services.knowledge;
  const standing = (answers: Answers): Progress => progress(rules, answers);
  return {
    ...readingFor(services),
    questions,
    known: (answers) => ({
      ...standing(answers).answers,
      ...(carry.read?.length ? { read: 'yes' } : {}),
      ...(carry.parts?.length ? { several: 'yes' } : {}),
      ...(answers.phone ? { 'phone-given': 'yes', phone: answers.phone } : {}),
    }),
    choices: (question, answers) => [
      ...unsettled(services, question, { answers, carry }).map((value) => ({ value, label: value })),
      ...choicesOf(services, question),
    ],
    aside: (state, text) => incidentAside(services, state, text, standing(state.answers).grade),
    insists: {},
    meant: { ...turn.recognition.answers, ...saidIn(turn.text, replies) },
  };
}

/** What the report may mean as an answer to the question, where it can be read in more than one way. */
export function unsettled(
  services: Services,
  question: Question,
  { answers, carry }: Pick<FormState, 'answers' | 'carry'>,
): readonly string[] {
  return question.kind === 'choice'
    ? []
    : readingsOf(services, question, answers.description ?? carry.message?.[0] ?? '');
}
