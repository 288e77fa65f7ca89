import { createRatings } from '../../bot/ratings.js';
import type { User } from '../../handoff/feedback.js';
import type { Use } from '../../handoff/use.js';
import { ola } from '../contract/drafts.js';
import { createStoreFolder, type StoreFolder } from '../handoff/folder.js';

const key = 'conversation/msteams/c1';
const given = (answer: string) => ({ answer, entry: 'hours', text: `question ${answer}`, next: [] });
const user: User = { owner: ola };

describe('ratings by a channel', () => {
  let folder: StoreFolder;
  beforeEach(async () => {
    folder = await createStoreFolder();
  });
  afterEach(async () => await folder.remove());

  async function open() {
    const { state: states } = await folder.open();
    const noted: Use[] = [];
    const note = (_user: User, uses: readonly Use[]): void => void noted.push(...uses);
    return { states, noted, ratings: createRatings({ states, feedback: { note } }) };
  }

  it('are about the answer that the message gave, however much was said since', async () => {
    const { ratings, noted } = await open();
    ratings.gave(key, ['m1', 'm2', ''], given('one'));
    ratings.gave(key, ['m3'], given('two'));
    const rating = { user, conversationKey: key, helped: false, comment: 'too long' };
    expect(await ratings.rate({ ...rating, activityId: 'm2' })).toBe(true);
    expect(noted).toEqual([
      {
        what: 'rated',
        answer: 'one',
        entry: 'hours',
        helped: false,
        comment: 'too long',
        text: 'question one',
      },
    ]);
  });

  it('are about the last answer of the conversation when the message is not known any more', async () => {
    const { ratings, noted, states } = await open();
    const record = {
      format: 1,
      dialogs: { dialogStack: [] },
      memory: { answered: given('last') },
      seen: [],
      replies: [],
    };
    await states.write(key, record, undefined);
    expect(await ratings.rate({ user, conversationKey: key, activityId: 'old', helped: true })).toBe(true);
    expect(noted).toMatchObject([{ what: 'rated', answer: 'last', helped: true, comment: '' }]);
  });

  it('are refused where there is no answer, and for messages of other conversations', async () => {
    const { ratings, noted } = await open();
    ratings.gave(key, ['m1'], given('one'));
    const other = { user, conversationKey: 'conversation/msteams/c2', activityId: 'm1', helped: true };
    expect(await ratings.rate(other)).toBe(false);
    expect(noted).toEqual([]);
  });
});
