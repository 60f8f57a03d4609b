import { expect, it } from 'vitest';
import { ago } from './time';

const NOW = Date.UTC(2026, 10, 21, 12);
it.each([
  [0, 'now', '지금'],
  [59_000, 'now', '지금'],
  [60_000, '1 minute ago', '1분 전'],
  [3 * 3_600_000, '3 hours ago', '3시간 전'],
  [26 * 3_600_000, 'yesterday', '어제'],
  // A clock that was put back is not the future.
  [-5 * 60_000, 'now', '지금'],
])('%i ms ago', (past, english, korean) => {
  expect(ago(NOW - past, NOW, 'en')).toBe(english);
  expect(ago(NOW - past, NOW, 'ko')).toBe(korean);
});
