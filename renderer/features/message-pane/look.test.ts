import { describe, expect, it } from 'vitest';
import { isFewEmoji } from './emoji';
import { clock, day, dayFromInput, daysAgo, dayToInput, shortClock, startOfDay } from './time';

describe('messages of emoji alone', () => {
  it.each(['👍', '👍👍🏽🎉', '👨‍👩‍👧‍👦', '🇰🇷', '❤️', '1️⃣'])('%s is large', (text) => {
    expect(isFewEmoji(text)).toBe(true);
  });
  it.each(['', '👍👍👍👍', '👍 좋아요', '123', 'ㅋㅋ', ':)'])('%s is not', (text) => {
    expect(isFewEmoji(text)).toBe(false);
  });
});

describe('times', () => {
  const at = new Date(2026, 10, 21, 9, 41).getTime();
  it('are told as each language does', () => {
    expect(clock(at, 'ko')).toBe('오전 9:41');
    expect(clock(at, 'en').replace(/\s/g, ' ')).toBe('9:41 AM');
    expect(shortClock(at, 'ko')).toBe('9:41');
    expect(shortClock(at, 'en')).toBe('9:41');
    expect(day(at, 'ko', at)).toBe('11월 21일 토요일');
    expect(day(at, 'en', at)).toBe('Saturday, November 21');
  });
  it('name the year when it is another one', () => {
    expect(day(at, 'ko', new Date(2027, 0, 1).getTime())).toContain('2026년');
  });
  it('are read from and written into date fields by the local day', () => {
    expect(dayToInput(at)).toBe('2026-11-21');
    expect(dayFromInput('2026-11-21')).toBe(new Date(2026, 10, 21).getTime());
    expect(startOfDay(at, -21)).toBe(new Date(2026, 9, 31).getTime());
    for (const no of ['', '2026-02-31', '2026-13-01', '21.11.2026', '20261-01-01'])
      expect(dayFromInput(no)).toBeNull();
  });
  it('count days by the calendar', () => {
    expect(daysAgo(at, new Date(2026, 10, 21, 23, 59).getTime())).toBe(0);
    expect(daysAgo(at, new Date(2026, 10, 22, 0, 1).getTime())).toBe(1);
  });
});
