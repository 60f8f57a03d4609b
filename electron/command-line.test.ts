import { describe, expect, it } from 'vitest';
import { commandLineWords } from './command-line';

describe('started as the command line', () => {
  it('takes what follows the flag, and leaves to Chromium what is before it', () => {
    const argv = [
      '/opt/Sarangbang/sarangbang',
      '--no-sandbox',
      '--command-line',
      'serve',
      '--port',
    ];
    expect(commandLineWords(argv)).toEqual(['serve', '--port']);
    expect(commandLineWords(['sarangbang', '--command-line'])).toEqual([]);
  });

  it('is the app without it, whatever a link or a file is called', () => {
    expect(commandLineWords(['sarangbang'])).toBeNull();
    expect(commandLineWords(['sarangbang', 'sarangbang://h:1/?n=--command-line'])).toBeNull();
  });
});
