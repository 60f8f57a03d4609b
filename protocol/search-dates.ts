/** Dates as people type them into a search, in Korean and English: a span of whole local days. */

export interface Span {
  /** Milliseconds since 1970: the first moment, and the first moment after it. */
  readonly start: number;
  readonly end: number;
}

/** Days back from today. */
const DAYS_BACK: Readonly<Record<string, number>> = {
  today: 0,
  오늘: 0,
  yesterday: 1,
  어제: 1,
  그제: 2,
  그저께: 2,
  엊그제: 2,
};

const span = (year: number, month: number, day: number, days = 1): Span => ({
  start: new Date(year, month, day).getTime(),
  end: new Date(year, month, day + days).getTime(),
});

/** Null when there is no such day, as 31 February. */
function dayOf(year: number, month: number, day: number): Span | null {
  const date = new Date(year, month - 1, day);
  const exists = date.getMonth() === month - 1 && date.getDate() === day;
  return exists && year >= 1970 && year < 10_000 ? span(year, month - 1, day) : null;
}

const FULL = /^(\d{4})(?:[-./]|년)(\d{1,2})(?:[-./]|월)(\d{1,2})[.일]?$/;
const MONTH = /^(\d{4})(?:[-./]|년)(\d{1,2})월?$/;
const YEAR = /^(\d{4})년?$/;
const DAY = /^(\d{1,2})(?:[-./]|월)(\d{1,2})[.일]?$/;
const AGO = /^(\d{1,4})(?:d|일전|일)$/;

/**
 * `2026-11-21`, `2026.11.21`, `2026년11월21일`, `2026-11`, `2026`, `11-21` or `11월21일` (the last
 * one that has come), `7d` or `7일전`, today, yesterday, 오늘, 어제, 그제. Null for anything else.
 */
export function parseSpan(text: string, now: Date): Span | null {
  const word = text.replace(/\s+/g, '').toLowerCase();
  const year = now.getFullYear();
  const back = Object.hasOwn(DAYS_BACK, word) ? DAYS_BACK[word] : undefined;
  if (back !== undefined) return span(year, now.getMonth(), now.getDate() - back);
  const numbers = (pattern: RegExp) => pattern.exec(word)?.slice(1).map(Number);
  const [ago] = numbers(AGO) ?? [];
  if (ago !== undefined) return span(year, now.getMonth(), now.getDate() - ago);
  const [fullYear, fullMonth, fullDay] = numbers(FULL) ?? [];
  if (fullYear && fullMonth && fullDay) return dayOf(fullYear, fullMonth, fullDay);
  const [monthYear, month] = numbers(MONTH) ?? [];
  if (monthYear && month) return monthOf(monthYear, month);
  const [onlyYear] = numbers(YEAR) ?? [];
  if (onlyYear && onlyYear >= 1970) {
    return { start: new Date(onlyYear, 0).getTime(), end: new Date(onlyYear + 1, 0).getTime() };
  }
  const [dayMonth, day] = numbers(DAY) ?? [];
  if (!dayMonth || !day) return null;
  const thisYear = dayOf(year, dayMonth, day);
  return thisYear && thisYear.start <= now.getTime() ? thisYear : dayOf(year - 1, dayMonth, day);
}

function monthOf(year: number, month: number): Span | null {
  if (month < 1 || month > 12 || year < 1970) return null;
  return { start: new Date(year, month - 1).getTime(), end: new Date(year, month).getTime() };
}
