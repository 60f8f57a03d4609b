import { cached, clockOf, spell } from '../../i18n/time';

export { clock } from '../../i18n/time';

const dayOf = cached({ month: 'long', day: 'numeric', weekday: 'long' });
const dayWithYearOf = cached({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
const fullOf = cached({ dateStyle: 'full', timeStyle: 'medium' });

/** 9:41, for narrow places where the hour before it says which half of the day. */
export const shortClock = (ts: number, language: string): string =>
  clockOf(language)
    .formatToParts(ts)
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();

export const fullTime = (ts: number, language: string): string =>
  spell(fullOf(language), ts, language);

const startOfDay = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Whole local days from that moment to now; a day of 23 or 25 hours is one day. */
export const daysAgo = (ts: number, now: number): number =>
  Math.round((startOfDay(new Date(now)) - startOfDay(new Date(ts))) / 86_400_000);

/** 11월 21일 토요일; with the year when it is another one. */
export const day = (ts: number, language: string, now: number): string =>
  (new Date(ts).getFullYear() === new Date(now).getFullYear() ? dayOf : dayWithYearOf)(
    language,
  ).format(ts);
