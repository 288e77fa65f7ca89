import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIvantiMapping } from '../../handoff/desks/ivanti-mapping.js';
import { root } from '../support/root.js';

const ours = readFileSync(join(root, 'knowledge/content/itsm.yaml'), 'utf8');
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('itsm.yaml', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstline-itsm-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    writeFileSync(join(folder, 'itsm.yaml'), text);
    return readIvantiMapping(folder);
  };

  it.each([
    [
      'Source: Chat',
      "Source: '{sorce}'",
      /"incident\.fields\.Source": nothing can be filled in for \{sorce\}; there are \{number\}/,
    ],
    ['Impact: { P1: High,', 'Impact: { ', /"incident\.fields\.Impact": write text.*P1/],
    [
      'reference: FirstlineCase',
      'reference: "x\' or 1"',
      /"incident\.reference": the name of a business object or field/,
    ],
    ['  number: IncidentNumber', '  nummer: IncidentNumber', /"incident".*nummer/],
    ['Subject: 150', 'Subject: much', /"longest\.Subject": expected number/],
    ['status: {}', 'status: { solved: {} }', /"status"/],
  ])('is refused with %s made %s, naming file and line', (part, wrong, message) => {
    const text = ours.replace(part, wrong);
    expect(text).not.toBe(ours);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(join(folder, 'itsm.yaml:'));
  });

  it('names the line', () => {
    const text = ours.replace('Source: Chat', "Source: '{sorce}'");
    expect(() => read(text)).toThrow(`itsm.yaml:${lineOf(text, "'{sorce}'")}:`);
  });

  it('takes fields of a tenant’s own, and answers of the intake', () => {
    const text = ours.replace(
      'Source: Chat',
      "Source: Chat\n    My_Field: '{answer.contract}'\n    Flag: true",
    );
    expect(read(text).incident.fields).toMatchObject({ My_Field: '{answer.contract}', Flag: true });
  });

  it('must be there', () => {
    expect(() => readIvantiMapping(folder)).toThrow(/itsm\.yaml: error: there is no such file, but ITSM_URL/);
  });
});
