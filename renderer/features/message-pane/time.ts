/** Formatters are dear to make and cheap to use: one of each per language. */
const cached = (options: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (language: string): Intl.DateTimeFormat => {
    const known = made.get(language);
    if (known) return known;
    const fresh = new Intl.DateTimeFormat(language, options);
    made.set(language, fresh);
    return fresh;
  };
};

const clockOf = cached({ hour: 'numeric', minute: '2-digit' });
const dayOf = cached({ month: 'long', day: 'numeric', weekday: 'long' });
const dayWithYearOf = cached({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
const fullOf = cached({ dateStyle: 'full', timeStyle: 'medium' });

/** 오전 9:41, 9:41 AM. */
export const clock = (ts: number, language: string): string =>
  clockOf(language)
    .formatToParts(ts)
    // Some versions of the language data write AM and PM into Korean.
    .map(({ type, value }) =>
      type === 'dayPeriod' && language === 'ko'
        ? new Date(ts).getHours() < 12
          ? '오전'
          : '오후'
        : value,
    )
    .join('');

/** 9:41, for narrow places where the hour before it says which half of the day. */
export const shortClock = (ts: number, language: string): string =>
  clockOf(language)
    .formatToParts(ts)
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();

export const fullTime = (ts: number, language: string): string => fullOf(language).format(ts);

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
