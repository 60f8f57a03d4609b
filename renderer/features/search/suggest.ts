/** What may follow a filter that is being typed: people, rooms, kinds and days. */
import type { Language } from '../../../protocol/language';
import {
  ATTACHMENT_WORDS,
  FILTER_WORDS,
  FILTERS,
  type Filter,
  inAll,
} from '../../../protocol/search-query';
import { rank } from '../../store/match';

/** The filter at the caret: what is typed of its value, and where that begins. */
export interface FilterAt {
  filter: Filter;
  typed: string;
  from: number;
}

const AT_CARET = /(?:^|\s)(\p{L}+)[:：]\s?(["“]?[^"“”\s]*|["“][^"“”]*)$/u;

/** Null when the caret does not stand in a filter's value. */
export const filterAt = (text: string, caret: number): FilterAt | null => {
  const match = AT_CARET.exec(text.slice(0, caret).normalize('NFC'));
  if (!match) return null;
  const [, name = '', value = ''] = match;
  const wanted = name.toLowerCase();
  const filter = FILTERS.find((one) => {
    return inAll(FILTER_WORDS[one]).includes(wanted);
  });
  if (!filter) return null;
  return { filter, typed: value.replace(/^["“@#]+/, ''), from: caret - value.length };
};

export interface Suggestion {
  label: string;
  /** What is put into the text. */
  value: string;
  /** Whose colours the avatar takes; rooms and words have none. */
  face?: string;
}

export interface Nameable {
  id: string;
  label: string;
}

const SUGGESTED_MAX = 6;
const DAYS: Record<Language, readonly string[]> = {
  ko: ['오늘', '어제', '7일전', '30일전'],
  en: ['today', 'yesterday', '7d', '30d'],
};
const ME: Record<Language, string> = { ko: '나', en: 'me' };

/** The best first; nothing once what is typed is exactly one of them. */
export const suggest = (
  { filter, typed }: FilterAt,
  people: readonly Nameable[],
  rooms: readonly Nameable[],
  language: Language,
): readonly Suggestion[] => {
  const words = (list: readonly string[]) => list.map((label) => ({ label, value: label }));
  const all: Record<Filter, readonly Suggestion[]> = {
    from: [
      { label: ME[language], value: ME[language] },
      ...people.map(({ id, label }) => ({ label, value: label, face: id })),
    ],
    in: rooms.map(({ label }) => ({ label, value: label })),
    has: words(Object.values(ATTACHMENT_WORDS).map((word) => word[language][0] ?? '')),
    before: words(DAYS[language]),
    after: words(DAYS[language]),
    on: words(DAYS[language].slice(0, 2)),
  };
  const seen = new Set<string>();
  const found = rank(all[filter], typed).filter(({ label }) => {
    const first = !seen.has(label);
    seen.add(label);
    return first;
  });
  const [only] = found;
  if (found.length === 1 && only?.value === typed) return [];
  return found.slice(0, SUGGESTED_MAX);
};

/** A value as it stands in a text: in quotes where it has spaces. */
export const written = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

/** The text with the filter's value filled in, and where the caret then stands. */
export const fillIn = (
  text: string,
  caret: number,
  { from }: FilterAt,
  value: string,
): { text: string; caret: number } => {
  const put = `${written(value)} `;
  const rest = text.slice(caret).replace(/^\s+/, '');
  return { text: text.slice(0, from) + put + rest, caret: from + put.length };
};

/** The filter's name in front of the caret, with a space before it where one is needed. */
export const beginFilter = (
  text: string,
  filter: Filter,
  language: Language,
  value = '',
): { text: string; caret: number } => {
  const lead = text === '' || /\s$/.test(text) ? '' : ' ';
  const put = `${lead}${FILTER_WORDS[filter][language][0]}:${value && `${value} `}`;
  return { text: text + put, caret: text.length + put.length };
};
