import { join } from 'node:path';
import fc from 'fast-check';
import { readRules } from '../../knowledge/rules.js';
import type { Answers } from '../../policy/intake.js';
import { progress } from '../../policy/progress.js';

const rules = readRules(join(import.meta.dirname, '../../knowledge/content'));

const graded = (answers: Answers): string => {
  const { grade } = progress(rules, answers);
  return grade.kind === 'proposed' ? grade.classification.because.id : grade.kind;
};

/** Answers the grading questions as they come, from the given answers; the rest "no" and "none". */
const askedOut = (given: Answers): { readonly grade: string; readonly asked: readonly string[] } => {
  const asked: string[] = [];
  let answers = given;
  for (;;) {
    const { next } = progress(rules, answers, ['grade']);
    if (!next) return { grade: graded(answers), asked };
    asked.push(next.id);
    answers = { ...answers, [next.id]: next.choices?.includes('no') ? 'no' : 'none' };
  }
};

describe('the grade (section priority-levels)', () => {
  const problem = { matter: 'problem', installed: 'yes' };

  it.each<[string, Answers, string]>([
    ['a large part down, a restart is no help', { ...problem, down: 'yes', restart: 'no' }, 'P1a'],
    ['a main function entirely unusable', { ...problem, 'major-unusable': 'yes' }, 'P1b'],
    [
      'a mission-critical application of another vendor unstable',
      { ...problem, 'third-party': 'yes' },
      'P1c',
    ],
    ['a main function hard, not impossible, to use', { ...problem, 'major-hard': 'yes' }, 'P2'],
    ['slower, nothing critical', { ...problem, minor: 'degraded' }, 'P3a'],
    ['a minor function entirely dead', { ...problem, minor: 'degraded' }, 'P3a'],
    ['minor and now and then', { ...problem, minor: 'intermittent' }, 'P3b'],
    ['hardly any effect', { ...problem, 'little-effect': 'yes' }, 'P4-minor-error'],
    ['a wish', { matter: 'wish' }, 'P4-enhancement'],
    ['a question', { matter: 'question' }, 'P4-question'],
    ['a request for information', { matter: 'information' }, 'P4-information'],
    ['a documentation matter', { matter: 'documentation' }, 'P4-documentation'],
    ['none of all that', problem, 'person'],
    [
      'down, a restart helps, hard to use',
      { ...problem, down: 'yes', restart: 'yes', 'major-hard': 'yes' },
      'P2',
    ],
    [
      'down, a restart helps, a nuisance',
      { ...problem, down: 'yes', restart: 'yes', minor: 'intermittent' },
      'P3b',
    ],
    ['intermittent in a main function', { ...problem, 'major-hard': 'yes', minor: 'intermittent' }, 'P2'],
    [
      'down, and whether a restart helps is unknown',
      { ...problem, down: 'yes', restart: 'unknown' },
      'person',
    ],
  ])('%s', (_case, given, criterion) => {
    expect(askedOut(given).grade).toBe(criterion);
  });

  it('is the gravest that holds, however many do', () => {
    const everything = {
      'major-unusable': 'yes',
      'third-party': 'yes',
      'major-hard': 'yes',
      minor: 'degraded',
    };
    expect(askedOut({ ...problem, down: 'yes', restart: 'no', ...everything }).grade).toBe('P1a');
    expect(askedOut({ ...problem, down: 'no', ...everything }).grade).toBe('P1b');
  });

  it('stays open while a question that could raise it has no answer', () => {
    expect(graded({ ...problem, minor: 'degraded' })).toBe('open');
    expect(
      graded({ ...problem, down: 'no', 'major-unusable': 'no', 'third-party': 'no', minor: 'degraded' }),
    ).toBe('open');
  });

  it('is never met by "unknown"', () => {
    const unknown = Object.fromEntries(
      rules.questions.filter(({ part }) => part === 'grade').map(({ id }) => [id, 'unknown']),
    );
    expect(graded({ ...unknown, matter: 'problem' })).toBe('person');
  });

  it('is not refused or lowered by a doubtful installation, which is noted', () => {
    const outage = { matter: 'problem', down: 'yes', restart: 'no' };
    for (const [installed, notes] of [
      ['yes', []],
      ['no', ['not-installed-as-documented']],
      ['unknown', ['installation-unconfirmed']],
    ] as const) {
      expect(graded({ ...outage, installed })).toBe('P1a');
      expect(progress(rules, { ...outage, installed }).notes).toEqual(notes);
    }
  });

  it('is derived anew from a corrected answer, old follow-ups forgotten', () => {
    const outage = { ...problem, down: 'yes', restart: 'no' };
    expect(graded(outage)).toBe('P1a');
    expect(askedOut({ ...outage, down: 'no' }).grade).toBe('person');
    expect(askedOut({ ...outage, restart: 'yes', 'major-hard': 'yes' }).grade).toBe('P2');
    expect(graded({ ...outage, matter: 'question' })).toBe('P4-question');
  });

  it('cannot be given by the customer', () => {
    expect(progress(rules, { matter: 'problem', priority: 'P1' }).answers).not.toHaveProperty('priority');
    expect(progress(rules, { matter: 'wish', priority: 'P1' }).answers).toHaveProperty('priority', 'P4');
  });

  it('is the first yes from the gravest down, whatever other answers lie about', () => {
    const firstYes = (answers: Answers): string => {
      if (answers.matter !== 'problem')
        return `P4-${answers.matter === 'wish' ? 'enhancement' : answers.matter}`;
      if (answers.down === 'yes' && answers.restart === 'no') return 'P1a';
      if (answers['major-unusable'] === 'yes') return 'P1b';
      if (answers['third-party'] === 'yes') return 'P1c';
      if (answers['major-hard'] === 'yes') return 'P2';
      if (answers.minor === 'degraded') return 'P3a';
      if (answers.minor === 'intermittent') return 'P3b';
      return answers['little-effect'] === 'yes' ? 'P4-minor-error' : 'person';
    };
    const grading = rules.questions.filter(({ part }) => part === 'grade');
    const anything = fc.record(
      Object.fromEntries(grading.map(({ id, choices = [] }) => [id, fc.constantFrom(...choices)])),
    );
    fc.assert(fc.property(anything, (answers) => expect(graded(answers)).toBe(firstYes(answers))));
  });
});

describe('what is asked', () => {
  const outage = { matter: 'problem', down: 'yes', restart: 'no' };

  it('ends at the first yes', () => {
    expect(askedOut({ matter: 'problem', down: 'yes', restart: 'no' }).asked).toEqual(['installed']);
    expect(askedOut({ matter: 'problem', 'major-unusable': 'yes' }).asked).toEqual(['installed', 'down']);
  });

  it('is at most three questions before a clear outage is graded', () => {
    const asked: string[] = [];
    let answers: Answers = { description: 'core server down, will not start again', ...outage };
    for (
      let state = progress(rules, answers);
      state.next?.part !== 'contact';
      state = progress(rules, answers)
    ) {
      asked.push(state.next?.id ?? '');
      answers = { ...answers, [state.next?.id ?? '']: 'yes' };
    }
    expect(asked).toEqual(['product', 'version', 'installed']);
  });

  it('holds no evidence up a P1, yet says what would still help', () => {
    const { next, outstanding } = progress(rules, {
      description: 'core down',
      ...outage,
      installed: 'yes',
      product: 'Avalanche',
      version: '6.4',
      context: 'after the update',
    });
    expect(next?.id).toBe('name');
    expect(outstanding).toEqual(['example', 'configuration', 'steps']);
  });

  it('is the evidence for lesser errors, once the grade stands', () => {
    const given = { description: 'sorting is off', product: 'Avalanche', version: '6.4' };
    const lesser = { ...given, matter: 'problem', installed: 'yes', 'little-effect': 'yes' };
    const grading = {
      down: 'no',
      'major-unusable': 'no',
      'third-party': 'no',
      'major-hard': 'no',
      minor: 'none',
    };
    expect(progress(rules, { ...given, matter: 'problem', installed: 'yes' }).next?.part).toBe('grade');
    expect(progress(rules, { ...lesser, ...grading }).next?.id).toBe('example');
    const done = {
      example: 'list',
      context: '',
      configuration: 'two servers',
      steps: 'cannot-reproduce',
      access: 'yes',
    };
    const { next, notes, outstanding } = progress(rules, { ...lesser, ...grading, ...done });
    expect(next?.id).toBe('name');
    expect(notes).toEqual(['cannot-reproduce']);
    expect(outstanding).toEqual(['context']);
  });

  it.each(['wish', 'question', 'information', 'documentation'])(
    'of a %s is the description and the product only',
    (matter) => {
      const description = 'bulk edit of tags, please';
      expect(progress(rules, { description, matter }).next?.id).toBe('product');
      const { next, outstanding } = progress(rules, { description, matter, product: '' });
      expect(next?.id).toBe('name');
      expect(outstanding).toEqual([]);
    },
  );

  it('is no version of a product in the vendor’s cloud', () => {
    const given = { description: 'slow', matter: 'problem' };
    expect(progress(rules, { ...given, product: 'Service Manager' }).next?.id).toBe('version');
    expect(progress(rules, { ...given, product: 'Service Manager', deployment: 'cloud' }).next?.id).toBe(
      'installed',
    );
    expect(progress(rules, { ...given, product: 'Neurons for MDM' }).next?.id).toBe('installed');
  });

  it('is the phone number only where a callback follows, level and region only for the contract part', () => {
    const given = {
      description: 'a wish',
      matter: 'wish',
      product: '',
      name: 'Ola Berg',
      email: 'ola@example.org',
    };
    expect(progress(rules, given).next).toBeUndefined();
    expect(progress(rules, { ...given, callback: 'queue' }).next?.id).toBe('phone');
    expect(progress(rules, given, ['contract']).next?.id).toBe('level');
    expect(progress(rules, { ...given, level: 'premium' }, ['contract']).next?.id).toBe('region');
  });

  it('leads to an end from anywhere, and no given answer is lost on the way', () => {
    const ids = rules.questions.map(({ id }) => id);
    const some = fc.dictionary(
      fc.constantFrom(...ids),
      fc.constantFrom('yes', 'no', 'unknown', 'problem', 'wish', 'none', ''),
    );
    fc.assert(
      fc.property(some, (given) => {
        let answers: Answers = given;
        for (let turn = 0; turn <= ids.length; turn++) {
          const { next } = progress(rules, answers);
          if (!next) {
            expect(progress(rules, answers).grade.kind).not.toBe('open');
            expect(answers).toMatchObject(given);
            return;
          }
          expect(Object.hasOwn(answers, next.id)).toBe(false);
          answers = { ...answers, [next.id]: next.choices?.[0] ?? 'something' };
        }
        throw new Error('the questions do not end');
      }),
      { numRuns: 300 },
    );
  });
});
