import { describe, expect, it } from 'vitest';
import { type Format, format, formatOfKey } from './format';

/** `[` and `]` stand around what is selected; one `|` alone is the caret. */
const apply = (what: Format, marked: string): string => {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const text = marked.replace(/[⟦⟧]/g, '');
  const edit = format(what, { text, start, end });
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  const [a, b] = edit.select;
  return `${after.slice(0, a)}⟦${after.slice(a, b)}⟧${after.slice(b)}`;
};

describe('formatting a selection', () => {
  it.each<[Format, string, string]>([
    ['bold', '⟦가나⟧다', '**⟦가나⟧**다'],
    ['bold', '**⟦가나⟧**다', '⟦가나⟧다'],
    ['bold', '⟦**가나**⟧다', '⟦가나⟧다'],
    ['bold', '안녕 ⟦하세요 ⟧또', '안녕 **⟦하세요⟧** 또'],
    ['bold', '⟦⟧', '**⟦⟧**'],
    ['bold', '*⟦가⟧*', '***⟦가⟧***'],
    ['italic', '**⟦가⟧**', '***⟦가⟧***'],
    ['italic', '***⟦가⟧***', '**⟦가⟧**'],
    ['bold', '***⟦가⟧***', '*⟦가⟧*'],
    ['italic', '⟦가나⟧다', '*⟦가나⟧*다'],
    ['strike', '⟦네⟧', '~~⟦네⟧~~'],
    ['code', '⟦let a⟧', '`⟦let a⟧`'],
    ['spoiler', '범인은 ⟦민수⟧', '범인은 ||⟦민수⟧||'],
    ['spoiler', '범인은 ||⟦민수⟧||', '범인은 ⟦민수⟧'],
    ['quote', '하나\n⟦둘\n셋⟧', '하나\n⟦> 둘\n> 셋⟧'],
    ['quote', '⟦> 둘\n> 셋⟧', '⟦둘\n셋⟧'],
    ['list', '우유⟦⟧', '- 우유⟦⟧'],
    ['list', '⟦⟧', '- ⟦⟧'],
    ['link', '⟦여기⟧', '[여기](⟦https://⟧)'],
    ['link', '⟦https://example.com/a⟧', '[⟦⟧](https://example.com/a)'],
    ['codeBlock', '⟦let a⟧', '```\n⟦let a⟧\n```'],
    ['codeBlock', '보세요 ⟦a⟧ 끝', '보세요 \n```\n⟦a⟧\n```\n 끝'],
    ['codeBlock', '⟦```\na\n```⟧', '````\n⟦```\na\n```⟧\n````'],
  ])('%s: %s', (what, before, after) => {
    expect(apply(what, before)).toBe(after);
  });

  it('is asked for by the place of a key, whatever the layout', () => {
    const key = { code: 'KeyB', shiftKey: false, ctrlKey: true, metaKey: false, altKey: false };
    expect(formatOfKey(key)).toBe('bold');
    expect(formatOfKey({ ...key, shiftKey: true })).toBeNull();
    expect(formatOfKey({ ...key, altKey: true })).toBeNull();
    expect(formatOfKey({ ...key, code: 'KeyC', shiftKey: true })).toBe('codeBlock');
  });
});
