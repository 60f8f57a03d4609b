/**
 * Reads what somebody typed into a search field: words, phrases in quotes, and filters in both
 * languages. Nothing is ever refused: what cannot be used becomes a hint, and the rest stands.
 */
import type { Language } from './language';
import { SEARCH_QUERY_MAX_CHARS, SEARCH_WORD_MAX_CHARS, SEARCH_WORDS_MAX } from './limits';
import type { Attachment } from './search';
import { parseSpan } from './search-dates';

export const FILTERS = ['from', 'in', 'has', 'before', 'after', 'on'] as const;
export type Filter = (typeof FILTERS)[number];

type InEach = Readonly<Record<Language, readonly string[]>>;
/** The words of every language: whoever looks for something may type any. */
export const inAll = (words: InEach): string[] => Object.values(words).flat();

/** What each filter is called before its colon; the first of each language is what is shown. */
export const FILTER_WORDS: Readonly<Record<Filter, InEach>> = {
  from: { ko: ['보낸사람', '보낸이', '작성자'], en: ['from', 'by'] },
  in: { ko: ['방', '대화방'], en: ['in', 'room'] },
  has: { ko: ['포함', '있음'], en: ['has'] },
  before: { ko: ['이전', '전'], en: ['before', 'until'] },
  after: { ko: ['이후', '부터'], en: ['after', 'since'] },
  on: { ko: ['날짜'], en: ['on', 'date'] },
};

export const ATTACHMENT_WORDS: Readonly<Record<Attachment, InEach>> = {
  file: { ko: ['파일', '첨부'], en: ['file', 'files', 'attachment'] },
  image: { ko: ['이미지', '사진', '그림'], en: ['image', 'images', 'photo', 'picture'] },
  link: { ko: ['링크', '주소'], en: ['link', 'links', 'url'] },
};
/** `파일:있음` says the same as `has:file`. */
const THERE = ['있음', '있는', 'yes'];

export type Hint =
  /** A filter without a value. */
  | { kind: 'empty'; filter: Filter }
  | { kind: 'bad-date'; filter: Filter; value: string }
  | { kind: 'bad-has'; value: string }
  /** Nothing can be both after the one date and before the other. */
  | { kind: 'no-time' }
  | { kind: 'too-long' };

export interface ParsedSearch {
  readonly words: readonly string[];
  /** Names as typed, without @ and #; `me` and `나` are the reader. Any of them. */
  readonly from: readonly string[];
  readonly in: readonly string[];
  /** All of them. */
  readonly has: readonly Attachment[];
  /** Milliseconds since 1970: from that moment on, and before that moment. */
  readonly after?: number;
  readonly before?: number;
  readonly hints: readonly Hint[];
}

type Words = Readonly<Record<string, InEach>>;
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function named<K extends string>(table: Words, word: string): K | null {
  const wanted = fold(word);
  const found = Object.entries(table).find(([, words]) => inAll(words).includes(wanted));
  return (found?.[0] as K | undefined) ?? null;
}

/** A filter's name and colon, a value or a phrase in quotes, or one word. */
const TOKEN = /([\p{L}]+)\s?[:：]\s?("[^"]*"?|“[^”]*”?|[^\s"]*)|"([^"]*)"?|“([^”]*)”?|([^\s"]+)/gu;
const unquoted = (value: string): string => value.replace(/^["“]|["”]$/g, '').trim();

/** `now` is the reader's, for words such as yesterday. */
export function parseSearch(typed: string, now: Date = new Date()): ParsedSearch {
  const hints: Hint[] = [];
  if (typed.length > SEARCH_QUERY_MAX_CHARS) hints.push({ kind: 'too-long' });
  const text = typed.slice(0, SEARCH_QUERY_MAX_CHARS).normalize('NFC');
  const words: string[] = [];
  const from: string[] = [];
  const rooms: string[] = [];
  const has: Attachment[] = [];
  let after = Number.NEGATIVE_INFINITY;
  let before = Number.POSITIVE_INFINITY;

  const take = (filter: Filter, value: string) => {
    if (value === '') return void hints.push({ kind: 'empty', filter });
    if (filter === 'from') return void from.push(value.replace(/^@/, ''));
    if (filter === 'in') return void rooms.push(value.replace(/^#+/, ''));
    if (filter === 'has') {
      const what = named<Attachment>(ATTACHMENT_WORDS, value);
      if (what) has.push(what);
      else hints.push({ kind: 'bad-has', value });
      return;
    }
    const span = parseSpan(value, now);
    if (!span) return void hints.push({ kind: 'bad-date', filter, value });
    if (filter !== 'before') after = Math.max(after, span.start);
    if (filter === 'before') before = Math.min(before, span.start);
    if (filter === 'on') before = Math.min(before, span.end);
  };

  for (const match of text.matchAll(TOKEN)) {
    const [whole, name, value = '', quoted, curly, word] = match;
    const filter = name === undefined ? null : named<Filter>(FILTER_WORDS, name);
    const thing = name === undefined ? null : named<Attachment>(ATTACHMENT_WORDS, name);
    if (filter) take(filter, unquoted(value));
    else if (thing && THERE.includes(fold(value))) has.push(thing);
    else if (name !== undefined) words.push(...plain(whole));
    else words.push((quoted ?? curly ?? word ?? '').trim());
  }
  if (after >= before) hints.push({ kind: 'no-time' });
  const kept = [...new Set(words.filter(Boolean))].map((one) =>
    one.slice(0, SEARCH_WORD_MAX_CHARS),
  );
  return {
    words: kept.slice(0, SEARCH_WORDS_MAX),
    from: [...new Set(from)],
    in: [...new Set(rooms)],
    has: [...new Set(has)],
    ...(Number.isFinite(after) && { after }),
    ...(Number.isFinite(before) && { before }),
    hints,
  };
}

/** A colon that belongs to no filter is part of what is looked for: `12:30`, `https://…`. */
const plain = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((part) => part.replace(/"/g, ''))
    .filter((part) => !/^[:：]$/.test(part));

/** Nothing was asked for that could be looked up. */
export const asksNothing = (parsed: ParsedSearch): boolean =>
  parsed.words.length === 0 &&
  parsed.from.length === 0 &&
  parsed.has.length === 0 &&
  parsed.after === undefined &&
  parsed.before === undefined;
