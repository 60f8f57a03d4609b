import { describe, expect, it } from 'vitest';
import { fc } from '../../../protocol/testing/property';
import { columns } from './columns';
import { meant } from './typing';

describe('what was meant', () => {
  it.each([
    ['plain text, untouched', 'a나 b', 'a나 b'],
    ['DEL takes a letter', 'ab\x7fc', 'ac'],
    ['backspace does too', 'ab\bc', 'ac'],
    ['DEL takes a whole syllable', '한글\x7f', '한'],
    ['also one that came as single letters', '\u1112\u1161\u11ab\u1100\u1173\u11af\x7f', '한'],
    ['and a whole emoji', 'a👨‍👩‍👧\x7fb', 'ab'],
    ['and a letter with its accent', 'e\u0301\x7fx', 'x'],
    ['more than there is', 'a\x7f\x7f\x7fb', 'b'],
    ['Ctrl-U takes the line', 'one two\x15three', 'three'],
    ['Ctrl-W takes the word before', 'one two  \x17three', 'one three'],
    ['Ctrl-W of Korean', '안녕 하세요\x17여러분', '안녕 여러분'],
    ['Ctrl-W of nothing', '\x17\x17a', 'a'],
    ['arrow keys', 'a\x1b[Db\x1b[1;5Cc\x1bOAd', 'abcd'],
    ['function keys and Delete', '\x1b[3~a\x1b[15~b', 'ab'],
    ['a paste in brackets', '\x1b[200~pasted\x1b[201~', 'pasted'],
    ['a window title', '\x1b]0;title\x07a\x1b]2;x\x1b\\b', 'ab'],
    ['an escape that is cut off', 'a\x1b[12', 'a'],
    ['a lone Escape', 'a\x1b', 'a'],
    ['keys that show nothing are not what DEL takes', 'ab\x07\x7f', 'a'],
  ])('%s', (_, typed, expected) => {
    expect(meant(typed)).toBe(expected);
  });

  it('has none of the keys left, whatever came', () => {
    const keys = fc.constantFrom(...'a한👍 \x7f\b\x15\x17\x1b[~', '\x1b[A', 'é', '\u0301');
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 40 }), (parts) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(meant(parts.join(''))).not.toMatch(/[\x08\x7f\x15\x17\x1b]/);
      }),
    );
  });

  it('is found in time that grows with the line only', () => {
    const line = `${'가'.repeat(5000)}${'\x7f'.repeat(5000)}끝`;
    expect(meant(line)).toBe('끝');
    expect(meant('\x1b]'.repeat(8000))).toBe('');
    expect(meant('\x1b['.repeat(8000))).toBe('');
  });
});

it('columns stand under each other as a terminal shows them', () => {
  expect(columns([['민수', 'host'], ['ann'], ['👍', 'x', '']])).toEqual([
    '민수  host',
    'ann',
    '👍    x',
  ]);
});
