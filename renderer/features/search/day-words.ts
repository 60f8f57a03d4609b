import { i18n } from '../../i18n';
import { cached } from '../../i18n/time';

const withYear = cached({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
const thisYear = cached({ month: 'long', day: 'numeric', weekday: 'short' });
const DAY_MS = 86_400_000;

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** "오늘", "Yesterday", "11월 3일 (화)"; with the year when it is another one. ms since 1970. */
export const dayWords = (at: number, language: string, now: number): string => {
  const ago = Math.round((midnight(now) - midnight(at)) / DAY_MS);
  if (ago === 0) return i18n.t('search.today');
  if (ago === 1) return i18n.t('search.yesterday');
  const same = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (same ? thisYear : withYear)(language).format(at);
};
