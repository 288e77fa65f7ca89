import {
  applies,
  contradicted,
  holds,
  nextQuestion,
  type Question,
  relevantAnswers,
} from '../../policy/intake.js';

const questions: readonly Question[] = [
  { id: 'matter', part: 'grade', kind: 'choice', choices: ['problem', 'wish'] },
  { id: 'down', part: 'grade', kind: 'choice', choices: ['yes', 'no'], when: [{ matter: 'problem' }] },
  { id: 'restart', part: 'grade', kind: 'choice', choices: ['yes', 'no'], when: [{ down: 'yes' }] },
  {
    id: 'steps',
    part: 'evidence',
    kind: 'text',
    when: [{ matter: 'problem' }],
    unless: [{ priority: 'P1' }],
    optional: true,
  },
  { id: 'name', part: 'contact', kind: 'name' },
];

describe('a condition', () => {
  it('wants every fact, each with one of its values', () => {
    expect(holds({ down: 'yes', restart: ['no', 'unknown'] }, { down: 'yes', restart: 'unknown' })).toBe(
      true,
    );
    expect(holds({ down: 'yes', restart: ['no', 'unknown'] }, { down: 'yes' })).toBe(false);
    expect(holds({}, {})).toBe(true);
  });

  it('takes no inherited property for a fact', () => {
    expect(holds({ constructor: 'Object' }, {})).toBe(false);
    expect(applies({ id: 'x', part: 'grade', kind: 'text', when: [{ toString: 'y' }] }, {})).toBe(false);
  });
});

describe('the next question', () => {
  it('is the first that applies and has no answer, in the order of the list', () => {
    expect(nextQuestion(questions, {})?.id).toBe('matter');
    expect(nextQuestion(questions, { matter: 'problem' })?.id).toBe('down');
    expect(nextQuestion(questions, { matter: 'wish' })?.id).toBe('name');
    expect(nextQuestion(questions, { matter: 'wish', name: 'Ola Berg' })).toBeUndefined();
  });

  it('does not ask again for what was given in advance', () => {
    expect(nextQuestion(questions, { down: 'no', matter: 'problem', name: 'Ola Berg' })?.id).toBe('steps');
  });

  it('takes a skipped question for answered', () => {
    expect(nextQuestion(questions, { matter: 'problem', down: 'no', steps: '' })?.id).toBe('name');
  });

  it('leaves out a question that a fact makes needless, and keeps its answer when it is given', () => {
    const answers = { matter: 'problem', down: 'no', priority: 'P1' };
    expect(nextQuestion(questions, answers)?.id).toBe('name');
    expect(relevantAnswers(questions, { ...answers, steps: 'open it' })).toEqual({
      ...answers,
      steps: 'open it',
    });
  });

  it('stays within the parts asked for', () => {
    expect(nextQuestion(questions, { matter: 'wish' }, ['grade'])).toBeUndefined();
    expect(nextQuestion(questions, {}, ['contact'])?.id).toBe('name');
  });
});

describe('answers that lost their point', () => {
  it('no longer count once the question before them is corrected', () => {
    const corrected = { matter: 'problem', down: 'no', restart: 'no' };
    expect(relevantAnswers(questions, corrected)).toEqual({ matter: 'problem', down: 'no' });
    expect(relevantAnswers(questions, { ...corrected, down: 'yes' })).toEqual({ ...corrected, down: 'yes' });
  });

  it('take later ones with them', () => {
    expect(relevantAnswers(questions, { matter: 'wish', down: 'yes', restart: 'no' })).toEqual({
      matter: 'wish',
    });
  });
});

describe('a first message against later answers', () => {
  it('is contradicted where an answer differs, not where one is missing or skipped', () => {
    const first = { down: 'yes', restart: 'no', product: 'Avalanche', version: '6.4' };
    expect(contradicted(first, { down: 'no', restart: 'no', version: '' })).toEqual(['down']);
  });
});
