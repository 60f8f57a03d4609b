import { cached } from '../../i18n/time';

const DAY_MS = 86_400_000;
const weekday = cached({ weekday: 'long' });
const date = cached({ month: 'long', day: 'numeric' });
const dateOfYear = cached({ year: 'numeric', month: 'long', day: 'numeric' });

/** From when a draft is, as a word: "Tuesday", "11월 3일". Null for one of the last day. */
export const draftAge = (at: number, now: number, language: string): string | null => {
  const past = now - at;
  if (at === 0 || past < DAY_MS) return null;
  if (past < 6 * DAY_MS) return weekday(language).format(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? date : dateOfYear)(language).format(at);
};
