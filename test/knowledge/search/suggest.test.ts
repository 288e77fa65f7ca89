import { createNameFinder, createTypeahead } from '../../../knowledge/search/suggest.js';
import { smallKnowledge } from './small-model.js';

describe('typeahead', () => {
  const { knowledge, remove } = smallKnowledge();
  afterAll(remove);
  const suggest = createTypeahead(knowledge.entries);

  it.each([
    ['worksh', 'when-is-the-workshop-open'],
    ['servise incl', 'what-does-a-service-include'],
    ['bicycle back', 'how-do-i-send-a-bicycle-back'],
  ])('offers the entry for %j', (typed, id) => {
    expect(suggest(typed)[0]?.id).toBe(id);
  });

  it.each(['', ' ', 'x', 'qqqqqq', 'y'.repeat(100_000)])('offers nothing for what says nothing', (typed) => {
    expect(suggest(typed)).toEqual([]);
  });
});

describe('misspelt names', () => {
  const find = createNameFinder(['Service Manager', 'Process Manager', 'Endpoint Security']);

  it('are found', () => {
    expect(find('Servce Manager')).toBe('Service Manager');
    expect(find('endpoint securty')).toBe('Endpoint Security');
  });

  it('are not guessed between two, or from nothing', () => {
    expect(find('Manager')).toBeUndefined();
    expect(find('spreadsheet')).toBeUndefined();
    expect(find('')).toBeUndefined();
  });
});
