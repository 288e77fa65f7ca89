import { indexOf } from '../../../knowledge/search/bm25.js';
import { createSpelling } from '../../../knowledge/search/spelling.js';

const texts = [
  ...Array.from({ length: 8 }, () => ['which', 'support', 'level', 'holidays', 'responsible']),
  ...Array.from({ length: 9 }, () => ['which', 'supply']),
  ['callback', 'suppose'],
  ['suppose'],
];
const spelling = createSpelling(indexOf(texts), new Map([['ivanti', '']]));

it.each([
  ['a letter left out', 'which suport', 'which support'],
  ['a letter too many', 'Hollidays?', 'holidays?'],
  ['a wrong letter', 'which suppord level', 'which support level'],
  ['two letters that changed places', 'suppotr', 'support'],
  ['two slips in a long word', 'responsibel parson', 'responsible parson'],
])('reads %s as it was meant', (_, said, meant) => {
  expect(spelling.correct(said)).toBe(meant);
});

it.each([
  ['too short', 'leve'],
  ['another first letter', 'tupport'],
  ['a word that the texts use, however rarely', 'suppose'],
  ['a word that means something to the editor', 'ivanti'],
  ['nothing near', 'printer 0x80070005 supp0rt'],
])('leaves a word alone: %s', (_, said) => {
  expect(spelling.correct(said)).toBe(said);
});

it('knows whether a text holds any word that it has seen', () => {
  expect(spelling.knowsAny('qwertz support')).toBe(true);
  expect(spelling.knowsAny('qwertz uiop')).toBe(false);
});
