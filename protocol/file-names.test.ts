import { describe, expect, it } from 'vitest';
import { diskFileName, shownFileName } from './file-names';
import { sizeText } from './file-size';
import { DISK_NAME_MAX_BYTES, FILE_NAME_MAX_CHARS } from './limits';
import { fc } from './testing/property';

describe('names of files', () => {
  it.each([
    ['사진 1.png', '사진 1.png'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['a\u202Egpj.exe', 'agpj.exe'],
    ['two\nlines.txt', 'two lines.txt'],
    ['  ', 'file'],
    ['..', 'file'],
  ])('%j is shown as %j', (name, shown) => expect(shownFileName(name)).toBe(shown));

  it.each([
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['.bashrc', 'bashrc'],
    ['desktop.ini', '_desktop.ini'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['end. . .', 'end'],
    ['...', 'file'],
  ])('%j is written as %j', (name, written) => expect(diskFileName(name)).toBe(written));

  it('a second one of a name stands before its extension', () => {
    expect(diskFileName('보고서.hwp', 2)).toBe('보고서 (2).hwp');
  });

  it('whatever somebody calls it, it is one short name of one folder', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom('가', '.', '/', '\\', ' ', '\u202E', 'a', '\u{1F600}') }),
    );
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 999 }), (text, copy) => {
        const shown = shownFileName(text);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.length).toBeLessThanOrEqual(FILE_NAME_MAX_CHARS);
        const written = diskFileName(text, copy);
        expect(Buffer.byteLength(written)).toBeLessThanOrEqual(DISK_NAME_MAX_BYTES);
        expect(written).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^\.|[. ]$/u);
        expect(written).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  [0, '0B'],
  [812, '812B'],
  [1_258_291, '1.2MB'],
  [1024 ** 3, '1GB'],
])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
