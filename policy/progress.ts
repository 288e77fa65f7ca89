import {
  type Answers,
  holds,
  isWelcome,
  type Note,
  nextQuestion,
  type Part,
  type Question,
  relevantAnswers,
} from './intake.js';
import { type Classification, type Criterion, classify } from './priority.js';

/** What an intake goes by. */
export interface IntakeRules {
  /** In the order of asking. */
  readonly questions: readonly Question[];
  /** In the order of deciding. */
  readonly criteria: readonly Criterion[];
  readonly notes: readonly Note[];
  /** Names of the products that run only in the vendor's cloud. */
  readonly cloudProducts: readonly string[];
}

/** The grade so far: still being asked for, proposed by a criterion, or left to a person. */
export type Grade =
  | { readonly kind: 'open' }
  | { readonly kind: 'proposed'; readonly classification: Classification }
  | { readonly kind: 'person' };

/** Where an intake stands. */
export interface Progress {
  /** The answers that count, with the derived facts `deployment` and, once it is settled, `priority` (`P1` to `P4`, or `person`). */
  readonly answers: Answers;
  readonly grade: Grade;
  /** Undefined when everything that must be asked is answered or skipped. */
  readonly next: Question | undefined;
  /** Ids of the notes for staff. */
  readonly notes: readonly string[];
  /** Ids of the evidence that would still help, asked for or not (section coverage). */
  readonly outstanding: readonly string[];
}

/** The parts of the intake that lead to a case; the part `contract` is asked only where a callback is arranged. */
const caseParts: readonly Part[] = ['problem', 'grade', 'evidence', 'contact'];

/**
 * Where an intake stands and what to ask next. Beside the answers, `given` may hold facts that no question asks for:
 * `deployment` (`cloud` or `on-premises`, as the customer said) and `callback` (`now` or `queue`).
 */
export function progress(rules: IntakeRules, given: Answers, parts: readonly Part[] = caseParts): Progress {
  const relevant = relevantAnswers(rules.questions, withDeployment(rules, given));
  const grade = gradeOf(rules, relevant);
  const answers = grade.kind === 'open' ? relevant : { ...relevant, priority: priorityFact(grade) };
  return {
    answers,
    grade,
    next: nextQuestion(rules.questions, answers, parts),
    notes: rules.notes.filter((note) => holds(note.when, answers)).map((note) => note.id),
    outstanding: rules.questions
      .filter((question) => question.part === 'evidence' && question.kind === 'text')
      .filter((question) => isWelcome(question, answers) && !answers[question.id])
      .map((question) => question.id),
  };
}

function withDeployment(rules: IntakeRules, given: Answers): Answers {
  const { priority: _derived, ...said } = given;
  const isCloud = said.product !== undefined && rules.cloudProducts.includes(said.product);
  return isCloud ? { ...said, deployment: 'cloud' } : said;
}

function gradeOf(rules: IntakeRules, answers: Answers): Grade {
  if (nextQuestion(rules.questions, answers, ['grade'])) return { kind: 'open' };
  const classification = classify(answers, rules.criteria);
  return classification ? { kind: 'proposed', classification } : { kind: 'person' };
}

function priorityFact(grade: Exclude<Grade, { kind: 'open' }>): string {
  return grade.kind === 'proposed' ? grade.classification.priority : 'person';
}
