import type { Language } from './index';

const STEPS: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 hours ago", "어제". Both times in ms since 1970; less than a minute reads as now. */
export const ago = (then: number, now: number, language: Language): string => {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const past = Math.max(0, now - then);
  for (const [unit, ms] of STEPS)
    if (past >= ms) return format.format(-Math.floor(past / ms), unit);
  return format.format(0, 'second');
};

/**
 * What `format` makes of that moment, with 오전 and 오후 in Korean: some versions of the language
 * data write AM and PM there.
 */
export const spell = (format: Intl.DateTimeFormat, at: number, language: string): string =>
  format
    .formatToParts(at)
    .map(({ type, value }) => {
      if (type !== 'dayPeriod' || language !== 'ko') return value;
      return new Date(at).getHours() < 12 ? '오전' : '오후';
    })
    .join('');

/** Formatters are dear to make and cheap to use: one of each per language. */
export const cached = (options: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (language: string): Intl.DateTimeFormat => {
    const known = made.get(language);
    if (known) return known;
    const fresh = new Intl.DateTimeFormat(language, options);
    made.set(language, fresh);
    return fresh;
  };
};

export const clockOf = cached({ hour: 'numeric', minute: '2-digit' });

/** "9:41 AM", "오전 9:41". */
export const clock = (at: number, language: string): string =>
  spell(clockOf(language), at, language);

const dayAndClock = cached({ weekday: 'short', hour: 'numeric', minute: '2-digit' });
const DAY_MS = 86_400_000;

/** A moment soon to come: "9:41 PM" today, "Sun 8:00 AM" on another day. ms since 1970. */
export const untilWords = (at: number, language: string, now = Date.now()): string => {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return spell(today ? clockOf(language) : dayAndClock(language), at, language);
};

/** The days of a week as they stand in a calendar here, Sunday first; 0 is Sunday. */
export const weekdays = (language: string): { day: number; short: string; long: string }[] => {
  const short = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // 4 January 1970 was a Sunday.
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const at = (day + 3) * DAY_MS;
    return { day, short: short.format(at), long: long.format(at) };
  });
};
