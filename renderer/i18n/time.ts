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

/** "9:41 AM", "오전 9:41". */
export const clock = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at);
