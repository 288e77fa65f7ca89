import { BuildError } from '../../../knowledge/build-error.js';
import { readSearchContent } from '../../../knowledge/search/search-content.js';
import { smallKnowledge } from './small-model.js';

describe('the phrases of a content folder', () => {
  it('are refused with every mistake, each with file and line', () => {
    const small = smallKnowledge({
      'phrases/actions.yaml': 'human: [a person]\nfly: [lift off]\n',
      'phrases/questions-more.yaml': 'opening:\n  - 12\n',
      'phrases/problems.yaml': 'several:\n  - { text: "one only", count: 1, criterion: P3b }\n',
      'phrases/cues.yaml': 'wish:\n  says: ["(a+)+$"]\n',
    });
    expect.hasAssertions();
    try {
      readSearchContent(small.folder);
    } catch (error) {
      expect(error).toBeInstanceOf(BuildError);
      const lines = String(error).split('\n');
      expect(lines.filter((line) => /actions\.yaml:\d/.test(line))).toHaveLength(1);
      expect(lines.filter((line) => /questions-more\.yaml:2/.test(line))).toHaveLength(1);
      expect(lines.filter((line) => /problems\.yaml:2/.test(line))).toHaveLength(1);
      expect(lines.filter((line) => /cues\.yaml:2/.test(line))).toHaveLength(1);
    } finally {
      small.remove();
    }
  });

  it('may be missing altogether', () => {
    expect(readSearchContent('/there/is/no/such/folder')).toMatchObject({
      phrases: [],
      reports: [],
      facts: {},
    });
  });
});
