import { expect, it } from 'vitest';
import { ago, clock, spell } from './time';

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

it('says 오전 and 오후 in Korean, whatever the language data of this runtime says', () => {
  const morning = new Date(2026, 10, 21, 9, 41).getTime();
  const evening = new Date(2026, 10, 21, 21, 41).getTime();
  expect(clock(morning, 'ko')).toBe('오전 9:41');
  expect(clock(evening, 'ko')).toBe('오후 9:41');
  const poor = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
  expect(spell(poor, evening, 'ko')).toContain('오후');
  expect(spell(poor, evening, 'en')).toContain('PM');
});
