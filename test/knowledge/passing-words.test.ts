import { join } from 'node:path';
import { labelledEvidence, readEvidence } from '../../knowledge/evidence.js';
import { foreignLanguage } from '../../knowledge/language.js';
import { choiceIn, fieldNamed, placeIn, readReplies, saidIn } from '../../knowledge/replies.js';
import { readWording } from '../../knowledge/wording.js';
import { root } from '../support/root.js';

const replies = readReplies(join(root, 'knowledge/content/replies.yaml'));

describe('evidence in passing', () => {
  it.each([
    [
      'we run Windows Server 2022 and SQL Server 2019.',
      { configuration: 'Windows Server 2022, SQL Server 2019' },
    ],
    ['it fails since the update on Monday, for all', { context: 'since the update on Monday' }],
    ['since we need it, please hurry', {}],
    ['it says "Object reference not set" and stops', { example: 'Object reference not set' }],
    ['we cannot reproduce it', { steps: 'cannot-reproduce' }],
    ['Steps to reproduce: open, sort. Example: list 12', { steps: 'open, sort', example: 'list 12' }],
    ['The windows of the office are dirty', {}],
  ])('%s', (text, found) => {
    const read = readEvidence(text, replies.evidence);
    const trimmed = Object.fromEntries(
      Object.entries(read).map(([id, value]) => [id, value.replace(/\.$/, '')]),
    );
    expect(trimmed).toEqual(found);
  });

  it('by label only, over several lines', () => {
    expect(labelledEvidence('Configuration: Windows 11\nSteps: open it\nclose it', replies.evidence)).toEqual(
      {
        configuration: 'Windows 11',
        steps: 'open it\nclose it',
      },
    );
  });
});

describe('the language of a message', () => {
  it.each([
    ['Der Server läuft seit heute morgen nicht mehr', 'de'],
    ['Le serveur ne démarre plus depuis ce matin', 'fr'],
    ['Сервер не запускается', 'other'],
    ['The server does not start since this morning', undefined],
    ['ja', undefined],
    ['😀', undefined],
    ['die', undefined],
  ])('%s', (text, language) => {
    expect(foreignLanguage(text, replies.languages)).toBe(language);
  });
});

describe('yes and no', () => {
  const yesNo = ['yes', 'no', 'unknown'].map((value) => ({ value, label: value }));
  it.each([
    ['yes, since this morning', 'yes'],
    ['i think so', 'yes'],
    ['no longer starts', undefined],
    ['it does start, only slowly', undefined],
    ['ok create', undefined],
    ['right now nothing works', undefined],
    ['not really', 'no'],
    ['no idea, sorry', 'unknown'],
    ['please skip', undefined],
  ])('%s', (text, value) => {
    expect(choiceIn(text, yesNo, replies)).toBe(value);
  });
});

describe('what is said unasked', () => {
  it('answers a question of the grade', () => {
    expect(saidIn('login stays blank, restart did nothing', replies)).toEqual({ restart: 'no' });
    expect(saidIn('it does start, only slowly', replies)).toEqual({ down: 'no' });
  });

  it('says nothing where it says both', () => {
    expect(saidIn('a restart helps, but on the other server the restart does not help', replies)).toEqual({});
  });
});

describe('the lines of the summary', () => {
  const wording = readWording(
    join(root, 'knowledge/content/wording.yaml'),
    new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: '' }),
      },
    ),
  );
  const fields = [
    'description',
    'matter',
    'product',
    'version',
    'installed',
    'down',
    'restart',
    'major-unusable',
    'third-party',
    'major-hard',
    'minor',
    'little-effect',
    'example',
    'context',
    'configuration',
    'steps',
    'access',
    'name',
    'email',
    'phone',
  ];

  it.each(fields)('%s is changed by the button that names it', (field) => {
    const button = wording['form.change-line']?.replace('{line}', wording[`line.${field}`] ?? '') ?? '';
    expect(fieldNamed(button, 'change', replies)).toBe(field);
  });
});

describe('one of several problems', () => {
  it('is named by its place', () => {
    expect(placeIn('take out the second', 3, replies)).toBe(1);
    expect(placeIn('remove the last one', 3, replies)).toBe(2);
    expect(placeIn('remove the third', 2, replies)).toBeUndefined();
    expect(placeIn('remove the first and the second', 3, replies)).toBeUndefined();
  });
});
