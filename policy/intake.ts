/** What the customer said, by question id; values of a choice question are its choice ids. */
export type Answers = Readonly<Record<string, string>>;

/** All named facts must hold; a list means any one of its values. */
export type Condition = Readonly<Record<string, string | readonly string[]>>;

/** Where in the intake a question belongs. */
export type Part = 'problem' | 'grade' | 'evidence' | 'contact' | 'contract';

/** One thing that an intake collects; what it says stands in the wording under `ask.<id>`. */
export interface Question {
  readonly id: string;
  readonly part: Part;
  readonly kind: 'choice' | 'text' | 'product' | 'version' | 'name' | 'email' | 'phone' | 'level' | 'region';
  /** The only answers of a choice; quick answers beside free text of any other kind. Levels and regions bring their own. */
  readonly choices?: readonly string[];
  /** Asked only when any one of these holds; always when absent. */
  readonly when?: readonly Condition[];
  /** Not asked when any one of these holds, though the answer stays welcome. */
  readonly unless?: readonly Condition[];
  /** May be skipped; a skipped question has the answer `''`. */
  readonly optional?: boolean;
  /** Fewest characters of a useful text. */
  readonly minimum?: number;
}

/** Something that staff should know about a case, such as an unconfirmed installation; said in the wording under `note.<id>`. */
export interface Note {
  readonly id: string;
  readonly when: Condition;
}

/** Whether all facts of the condition are among the answers. */
export function holds(condition: Condition, answers: Answers): boolean {
  return Object.entries(condition).every(([id, wanted]) => {
    const given = answerTo(id, answers);
    return given !== undefined && (typeof wanted === 'string' ? given === wanted : wanted.includes(given));
  });
}

/** Whether the question is to be asked, given what is known so far. */
export function applies(question: Question, answers: Answers): boolean {
  return isWelcome(question, answers) && !question.unless?.some((condition) => holds(condition, answers));
}

/** Whether an answer to the question would say something about this case, asked for or not. */
export function isWelcome(question: Question, answers: Answers): boolean {
  return question.when === undefined || question.when.some((condition) => holds(condition, answers));
}

/**
 * The answers without those to questions that lost their point, such as "a restart helps" after "it is not down".
 * Facts that no question asks for are kept.
 */
export function relevantAnswers(questions: readonly Question[], answers: Answers): Answers {
  const asked = new Set(questions.map((question) => question.id));
  const kept = Object.fromEntries(Object.entries(answers).filter(([id]) => !asked.has(id)));
  for (const question of questions) {
    const given = answerTo(question.id, answers);
    if (given !== undefined && isWelcome(question, kept)) kept[question.id] = given;
  }
  return kept;
}

/** The first question of these parts (of any, when absent) that applies and has no answer yet; undefined when there is none. */
export function nextQuestion(
  questions: readonly Question[],
  answers: Answers,
  parts?: readonly Part[],
): Question | undefined {
  const relevant = relevantAnswers(questions, answers);
  return questions.find(
    (question) =>
      (parts === undefined || parts.includes(question.part)) &&
      answerTo(question.id, relevant) === undefined &&
      applies(question, relevant),
  );
}

/** Ids of the questions that the first message seemed to answer otherwise than the customer did later; the later answer counts. */
export function contradicted(first: Answers, answers: Answers): readonly string[] {
  return Object.keys(first).filter((id) => {
    const later = answerTo(id, answers);
    return later !== undefined && later !== '' && later !== answerTo(id, first);
  });
}

function answerTo(id: string, answers: Answers): string | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}
