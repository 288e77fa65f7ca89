import { caseLine } from '../../dialogs/status.js';
import { createWording } from '../../dialogs/wording.js';
import type { Case } from '../../handoff/case.js';
import { caseDraft } from '../contract/drafts.js';
import { builtKnowledge } from '../support/built.js';

const one: Case = {
  ...caseDraft('d1'),
  number: 'FL-4KX7TM',
  accessCode: '7KDM4-XW9TR',
  status: 'in-progress',
  createdAt: '2026-03-11T12:00:00.000Z',
};

describe('the status of a case', () => {
  it('names the number that it has at the service desk, once it has one', async () => {
    const { wording, links } = await builtKnowledge();
    const services = { say: createWording(wording, links) };
    const line = caseLine(services, one);
    expect(line).toContain('FL-4KX7TM');
    expect(line).not.toContain('service desk');
    expect(caseLine(services, { ...one, ticket: '10001' })).toBe(`${line} (At the service desk: 10001.)`);
  });
});
