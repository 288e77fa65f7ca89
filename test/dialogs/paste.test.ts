import { filesOf } from '../../dialogs/attached-file.js';
import { splitPaste } from '../../dialogs/paste.js';

const log = Array.from({ length: 30 }, (_, n) => `2026-03-11 10:00:${n} ERROR worker failed`).join('\n');
const trace = `java.lang.NullPointerException\n${'    at com.example.Store.read(Store.java:12)\n'.repeat(8)}Caused by: x`;

describe('a pasted text', () => {
  it.each([log, trace, `{\n${'"key": 1,\n'.repeat(9)}}`])('is told from words', (paste) => {
    expect(splitPaste(`It is version 6.4, see below\n${paste}`, false)).toEqual({
      said: 'It is version 6.4, see below',
      paste,
    });
  });

  it('is what is far too long for a short answer, but not for a description', () => {
    const story = 'The console freezes when I open a report. '.repeat(60);
    expect(splitPaste(story, false)).toEqual({ said: '', paste: story });
    expect(splitPaste(story, true)).toEqual({ said: story, paste: '' });
  });

  it('is not a list of problems, steps or dates', () => {
    for (const text of [
      '1. The console is down\n2. The export fails\n3. A typo',
      'open it\nsort it\nclose it\nsee',
    ])
      expect(splitPaste(text, false).paste).toBe('');
  });

  it('is told quickly, whatever it holds', () => {
    const began = performance.now();
    for (const part of ['[', ' ', 'a.', '<', '2026-', '"'.repeat(9)]) splitPaste(part.repeat(8000), true);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('attached files', () => {
  it('are noted by name, type and own id, never by an address', () => {
    const id = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6';
    const own = {
      contentType: 'image/png',
      contentUrl: `http://h/v3/directline/conversations/c/files/${id}`,
      name: 'a.png',
    };
    const foreign = {
      contentType: 'text/plain',
      contentUrl: 'http://169.254.169.254/latest/meta-data',
      name: '../../b.log',
    };
    expect(filesOf([own, foreign])).toEqual([
      { name: 'a.png', type: 'image/png', id, accepted: true },
      { name: 'b.log', type: 'text/plain', id: '', accepted: true },
    ]);
  });

  it('that a browser or a computer would run are not taken', () => {
    const files = ['a.exe', 'a.png.html', 'a.svg', 'a.js'].map((name) => ({
      contentType: 'image/png',
      contentUrl: 'x',
      name,
    }));
    expect(filesOf(files).filter(({ accepted }) => accepted)).toEqual([]);
  });

  it('are none where Teams sends the message itself as HTML, or a card came', () => {
    expect(filesOf([{ contentType: 'text/html', content: '<p>hi</p>' }])).toEqual([]);
    expect(filesOf(undefined)).toEqual([]);
  });

  it('from Teams are judged by their names', () => {
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    expect(
      filesOf([
        { contentType, name: 'a.log' },
        { contentType, name: 'a.exe' },
      ]).map((one) => one.accepted),
    ).toEqual([true, false]);
  });
});
