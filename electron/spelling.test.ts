import { describe, expect, it, vi } from 'vitest';
import { applySpelling, dictionariesIn, spellingLanguages } from './spelling';

describe('spelling', () => {
  it('knows dictionaries by their file names', () => {
    expect(
      dictionariesIn(['en-US-10-1.bdic', 'ko-3-0.bdic', 'ko-3-1.bdic', 'x.bdic', 'ko.bdic.tmp']),
    ).toEqual(['en-US', 'ko']);
  });

  it.each([
    ['darwin', [], null],
    ['win32', [], ['ko', 'en-US']],
    ['linux', [], []],
    ['linux', ['en-US', 'xx'], ['en-US']],
  ] as const)('on %s with %j checks %j', (platform, dictionaries, languages) => {
    expect(spellingLanguages(platform, ['ko', 'en-US', 'de'], dictionaries)).toEqual(languages);
  });

  it('is told to fetch nothing, and is off where there is nothing to check with', () => {
    const session = {
      availableSpellCheckerLanguages: [],
      setSpellCheckerDictionaryDownloadURL: vi.fn(),
      setSpellCheckerLanguages: vi.fn(),
      setSpellCheckerEnabled: vi.fn(),
    };
    applySpelling(session as never, true, '/nonexistent');
    expect(session.setSpellCheckerDictionaryDownloadURL).toHaveBeenCalledWith(
      'app://sarangbang/dictionaries/',
    );
    expect(session.setSpellCheckerEnabled).toHaveBeenLastCalledWith(process.platform === 'darwin');
    applySpelling(session as never, false, '/nonexistent');
    expect(session.setSpellCheckerEnabled).toHaveBeenLastCalledWith(false);
  });
});
