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
  readonly kind: 'choice' | 'text' | 'product' | 'version' | 'name' | 'email' | 'phone';
  readonly choices?: readonly string[];
  /** Asked only when any one of these holds; always when absent. */
  readonly when?: readonly Condition[];
  /** May be skipped. */
  readonly optional?: boolean;
}

/** Whether all facts of the condition are among the answers. */
export function holds(condition: Condition, answers: Answers): boolean {
  return Object.entries(condition).every(([id, wanted]) => {
    const given = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return given !== undefined && (typeof wanted === 'string' ? given === wanted : wanted.includes(given));
  });
}

/** The first question that applies and has no answer yet; undefined when the intake is complete. */
export function nextQuestion(questions: readonly Question[], answers: Answers): Question | undefined {
  return questions.find((question) => applies(question, answers) && !Object.hasOwn(answers, question.id));
}

/** Whether the question is to be asked at all, given what is known so far. */
export function applies(question: Question, answers: Answers): boolean {
  return question.when === undefined || question.when.some((condition) => holds(condition, answers));
}
