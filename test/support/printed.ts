import { jest } from '@jest/globals';

/** Catches what commands print. Call within `describe` or a file's own level; gives what was printed since it was asked last. */
export function catchPrinted(): () => string {
  let printed = '';
  beforeEach(() => {
    printed = '';
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => {
      printed += `${String(line)}\n`;
    });
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());
  return () => {
    const taken = printed;
    printed = '';
    return taken;
  };
}
