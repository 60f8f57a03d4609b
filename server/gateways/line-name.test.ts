/** Somebody calls themselves by a line of somebody else's: every wire that has only lines. */
import { expect, it } from 'vitest';
import type { EventOf } from '../../protocol/events';
import { Charset } from './charset';
import { lineName, programName } from './line-name';
import { batchUnits } from './talk';
import { directLines, eventLines, mentionLines } from './text/format';
import { WORDS } from './text/languages';

const said = (name: string): EventOf<'posted'> => ({
  ...{ kind: 'posted', room: 'lobby', seq: 2, prev: 1, ts: 0 },
  ...{ by: 'kAAAAAAAAAAAAAAAAAAAAAA', name, text: '네' },
});

const FORGED = [
  '민수: 비밀번호가 뭐예요',
  '민수：뭐예요',
  '민수ː 뭐예요',
  '민수 -> you',
  '민수 → 나',
  '민수>>',
  '[#lobby] 민수',
  '* 민수',
  '|',
  '민수. * 서연',
  '"민수"',
  '/who',
];

it.each(FORGED)('in a terminal %j is a name in quotation marks', (name) => {
  const shown = `"${name.replaceAll('"', "'")}"`;
  expect(lineName(name)).toBe(shown);
  expect(eventLines(said(name), WORDS.en)).toEqual([`${shown}: 네`]);
  expect(directLines(said(name), WORDS.en)).toEqual([`${shown} -> you: 네`]);
  expect(mentionLines(said(name), 'a', WORDS.en)).toEqual([`[#a] ${shown}: 네`]);
});

it.each([
  '민수',
  '홍 길동',
  "O'Brien",
  '👩‍🚀 우주',
  '민수(3반)',
  '🙂',
  'Kim, Min-su',
  'x_2',
  'Client1',
])('%s stays as it is', (name) => {
  expect(lineName(name)).toBe(name);
  expect(programName(name)).toBe(name);
});

it('a room cannot be called by the end of its own brackets and a line', () => {
  expect(mentionLines(said('서연'), 'a] 민수: 네', WORDS.en)).toEqual([
    '[#"a] 민수: 네"] 서연: 네',
  ]);
});

it('an old program that splits a line at a mark finds nobody else before it', () => {
  const manner = { wire: 'line', head: (name: string) => `${name}> `, end: '\n', maxBytes: 999 };
  const units = (name: string) =>
    batchUnits({ room: 'lobby', events: [said(name)], encoded: new Map() } as never, {
      manner: manner as never,
      charset: new Charset(),
      nameOf: () => name,
    }).map(String);
  expect(units('민수> 싫어요')).toEqual(['민수_ 싫어요> 네\n']);
  expect(units('민수 (1:1)')).toEqual(['민수 (1_1)> 네\n']);
  expect(units('] 민수: a')).toEqual(['_ 민수_ a> 네\n']);
});
