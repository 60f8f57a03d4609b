import { describe, expect, it } from 'vitest';
import { APP_SLASH, parseAppSlash, parseSlash } from './slash';
import { asArgument, missingArg, slashPlace } from './slash-args';

describe('other ways to write a text', () => {
  it.each([
    ['/me 손을 흔들어요', '*손을 흔들어요*'],
    ['/spoiler 범인은 민수', '||범인은 민수||'],
    ['/shrug', '¯\\\\\\_(ツ)\\_/¯'],
    ['/shrug 몰라요', '몰라요 ¯\\\\\\_(ツ)\\_/¯'],
    ['/me', '/me'],
    ['//me', '/me'],
  ])('%s', (line, text) => {
    expect(parseSlash(line)).toEqual({ kind: 'text', text });
    expect(parseAppSlash(line)).toEqual({ kind: 'text', text });
  });

  it('knows some commands only in the app', () => {
    expect(parseAppSlash('/away')).toEqual({ kind: 'command', name: 'away', args: '' });
    expect(parseSlash('/away')).toEqual({ kind: 'unknown', name: 'away' });
  });
});

describe('the argument that is being typed', () => {
  const at = (text: string) => {
    const found = slashPlace(text, text.length);
    return found && [found.name, found.index, found.query, found.from, found.last];
  };
  it.each([
    ['/msg ', ['msg', 0, '', 5, false]],
    ['/msg ㅁㅅ', ['msg', 0, 'ㅁㅅ', 5, false]],
    ['/msg "김 민', ['msg', 0, '김 민', 5, false]],
    ['/msg "김 민수" 안', ['msg', 1, '안', 12, true]],
    ['/msg 민수 안녕 하세', ['msg', 1, '안녕 하세', 8, true]],
    ['/MSG @민', ['msg', 0, '민', 5, false]],
    ['/join #발표 준', ['join', 0, '발표 준', 6, true]],
    ['/help ', null],
    ['/msg', null],
    ['안녕 /msg ', null],
    ['/nope 민수', null],
  ])('of %s', (text, expected) => {
    expect(at(text)).toEqual(expected);
  });

  it('looks only at what is before the caret', () => {
    expect(slashPlace('/msg 민수 안녕', 6)).toMatchObject({ index: 0, query: '민' });
  });

  it.each([
    ['name', '', 'newName'],
    ['msg', '', 'name'],
    ['msg', '민수', 'text'],
    ['msg', '"김 민수"', 'text'],
    ['msg', '민수 안녕', null],
    ['topic', '', null],
    ['help', '', null],
    ['me', '', 'text'],
  ] as const)('/%s %s lacks %s', (name, args, label) => {
    expect(missingArg(name, args)?.label ?? null).toBe(label);
  });

  it('keeps a name with spaces together where spaces end an argument', () => {
    expect([
      asArgument('김 민수', false),
      asArgument('김 민수', true),
      asArgument('민수', false),
    ]).toEqual(['"김 민수"', '김 민수', '민수']);
  });
});

it('no name is given twice, and only the last argument is a text', () => {
  const names = APP_SLASH.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { args } of APP_SLASH)
    for (const arg of args.slice(0, -1)) expect(arg.kind).not.toBe('text');
});
