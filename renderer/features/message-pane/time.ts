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

/** When the local day of a moment began, or the one so many days after it. */
export const startOfDay = (ts: number, days = 0): number => {
  const date = new Date(ts);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};

const two = (n: number): string => String(n).padStart(2, '0');

/** 2026-11-21, as date fields have it. */
export const dayToInput = (ts: number): string => {
  const date = new Date(ts);
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** When that local day began; null for what is no date. */
export const dayFromInput = (text: string): number | null => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number) as [number, number, number];
  const at = new Date(year, month - 1, date);
  // The 31st of February is no day.
  return at.getMonth() === month - 1 && at.getDate() === date ? at.getTime() : null;
};

/** Whole local days from that moment to now; a day of 23 or 25 hours is one day. */
export const daysAgo = (ts: number, now: number): number =>
  Math.round((startOfDay(now) - startOfDay(ts)) / 86_400_000);

/** 11월 21일 토요일; with the year when it is another one. */
export const day = (ts: number, language: string, now: number): string =>
  (new Date(ts).getFullYear() === new Date(now).getFullYear() ? dayOf : dayWithYearOf)(
    language,
  ).format(ts);
