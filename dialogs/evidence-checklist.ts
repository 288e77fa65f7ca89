import type { Answers, Question } from '../policy/intake.js';
import type { Services } from './services.js';

/**
 * The four parts of evidence (section coverage) with a mark for each: there, left out, or still to come. `answers`: those
 * that count.
 */
export function evidenceChecklist({ say, knowledge }: Services, answers: Answers): string {
  return evidenceQuestions(knowledge.rules.questions)
    .map(({ id }) => {
      const given = Object.hasOwn(answers, id) ? answers[id] : undefined;
      const mark = given === undefined ? 'open' : given === '' ? 'left-out' : 'there';
      return say(`evidence.${mark}`, { line: say(`line.${id}`) });
    })
    .join(' · ');
}

/** The questions for evidence in words. */
export function evidenceQuestions(questions: readonly Question[]): readonly Question[] {
  return questions.filter(({ part, kind }) => part === 'evidence' && kind === 'text');
}
