import { expect, it } from 'vitest';
import { needsListenNotice } from './listen-notice';

it.each([
  ['win32', false, true],
  ['win32', true, false],
  ['darwin', false, true],
  ['darwin', true, false],
  ['linux', false, false],
  ['linux', true, false],
  ['freebsd', false, false],
])('on %s, explained before: %s; is explained now: %s', (platform, seen, expected) => {
  expect(needsListenNotice(platform, seen)).toBe(expected);
});
