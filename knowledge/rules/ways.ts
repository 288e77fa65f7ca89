import { type Answers, type Condition, holds, nextQuestion, type Question } from '../../policy/intake.js';

/** How many ways through the grading questions are walked at most. */
export const WAYS = 50_000;

/**
 * Every combination of answers with which the grading questions can end, each question asked only where it applies;
 * undefined when there are more than `WAYS`.
 */
export function gradingWays(questions: readonly Question[]): readonly Answers[] | undefined {
  const grading = questions.filter((question) => question.part === 'grade');
  const open: Answers[] = [{}];
  const ended: Answers[] = [];
  for (let answers = open.pop(); answers !== undefined; answers = open.pop()) {
    const next = nextQuestion(grading, answers);
    if (!next) ended.push(answers);
    else for (const choice of next.choices ?? []) open.push({ ...answers, [next.id]: choice });
    if (ended.length + open.length > WAYS) return undefined;
  }
  return ended;
}

/** Whether the condition can hold at the end of this way; whatever is no grading answer is free to fit. */
export function isPossible(condition: Condition, way: Answers, questions: readonly Question[]): boolean {
  const grading = new Set(
    questions.filter((question) => question.part === 'grade').map((question) => question.id),
  );
  const graded = Object.entries(condition).filter(([id]) => grading.has(id));
  return holds(Object.fromEntries(graded), way);
}
