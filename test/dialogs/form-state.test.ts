import { restoreForm, startForm, upToDate } from '../../dialogs/form-state.js';
import type { Question } from '../../policy/intake.js';

const newId = () => 'new-draft';

describe('a form that another version of the program stored', () => {
  it('comes back as it was', () => {
    const state = {
      ...startForm('d1', { version: '6.4' }, { message: ['hello'] }),
      asking: 'name',
      misses: 1,
    };
    expect(restoreForm(JSON.parse(JSON.stringify(state)), newId)).toEqual(state);
  });

  it('keeps the answers of a format that is not known', () => {
    const restored = restoreForm({ format: 9, draftId: 'd1', answers: { version: '6.4' }, step: 4 }, newId);
    expect(restored).toMatchObject({ format: 1, draftId: 'd1', answers: { version: '6.4' }, leaving: 'no' });
  });

  it('begins anew where nothing can be read', () => {
    for (const stored of [undefined, null, 'x', 7, [], { answers: 'none' }])
      expect(restoreForm(stored, newId)).toMatchObject({ draftId: 'new-draft', answers: {} });
  });

  it('reads that somebody was about to leave', () => {
    expect(restoreForm({ ...startForm('d1', {}), leaving: true }, newId).leaving).toBe('no');
    expect(restoreForm({ ...startForm('d1', {}), leaving: 'stop' }, newId).leaving).toBe('stop');
  });

  it('asks again for a choice that is no longer offered, and keeps the rest', () => {
    const questions: readonly Question[] = [
      { id: 'down', part: 'grade', kind: 'choice', choices: ['yes', 'no'] },
      { id: 'access', part: 'evidence', kind: 'choice', choices: ['yes', 'no'], optional: true },
    ];
    const state = startForm('d1', { down: 'partly', access: '', version: '6.4' });
    expect(upToDate(state, questions).answers).toEqual({ access: '', version: '6.4' });
  });
});
