import { convertQwertyToHangul } from 'es-hangul';
import { expect, it } from 'vitest';
import { inHangul } from './in-hangul';

it.each([
  ['dkssud', '안녕'],
  ['dkssud gkdl', '안녕 하이'],
  ['from:ann dkssud', 'from:ann 안녕'],
  ['hello', null],
  ['안녕', null],
  ['x', null],
])('%s is meant as %s', (typed, meant) => {
  expect(inHangul(typed, convertQwertyToHangul)).toBe(meant);
});
