/**
 * What a search asks for and finds, and whether a message is meant by it (docs/PROTOCOL.md
 * "Search"). The one place that decides: indexes only say where to look.
 */
import { z } from 'zod';
import { chatEvent, type EventOf } from './events';
import { roomId, seq, userId } from './ids';
import {
  NAME_MAX_CHARS,
  SEARCH_HITS_MAX,
  SEARCH_PEOPLE_MAX,
  SEARCH_WORD_MAX_CHARS,
  SEARCH_WORDS_MAX,
} from './limits';

export const attachment = z.enum(['file', 'image', 'link']);
export type Attachment = z.infer<typeof attachment>;

export const searchQuery = z.object({
  /** Every one of them is in the message: any part of a text, in any case. */
  words: z.array(z.string().min(1).max(SEARCH_WORD_MAX_CHARS)).max(SEARCH_WORDS_MAX).default([]),
  /** Written by one of these, or by somebody who was called one of these names then. */
  from: z
    .object({
      users: z.array(userId).max(SEARCH_PEOPLE_MAX),
      names: z.array(z.string().min(1).max(NAME_MAX_CHARS)).max(SEARCH_PEOPLE_MAX),
    })
    .optional(),
  has: z.array(attachment).max(3).optional(),
  /** Milliseconds since 1970: from that moment on, and before that moment. */
  after: z.int().optional(),
  before: z.int().optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** Where a page of hits ended: the next one goes on below it. */
export const searchCursor = z.object({ ts: z.int(), room: roomId, seq });
export type SearchCursor = z.infer<typeof searchCursor>;

export const searchHits = z.object({
  /** The newest first; messages of all rooms together. */
  hits: z.array(chatEvent).max(SEARCH_HITS_MAX),
  /** There may be more below `cursor`. */
  more: z.boolean(),
  cursor: searchCursor.optional(),
  /** Time ran out before everything above `cursor` was looked at. */
  partial: z.literal(true).optional(),
});
export type SearchHits = z.infer<typeof searchHits>;
export type Found = EventOf<'posted'>;

/** Nothing is asked for: everything would be an answer. */
export const isEmptyQuery = ({ words, from, has, after, before }: SearchQuery): boolean =>
  words.length === 0 && !from && !has?.length && after === undefined && before === undefined;

/** For comparing only: composed form, small letters. */
export const foldText = (text: string): string => text.normalize('NFC').toLowerCase();

const LINK = /\bhttps?:\/\/[^\s]|\bsarangbang:\/\/[^\s]/i;

/** What words are looked for in: the text, and the names of its files, a line each. */
export const searchable = ({ text, files }: Found): string =>
  files ? [text, ...files.map(({ name }) => name)].join('\n') : text;

export function attachmentsOf({ text, files = [] }: Found): Attachment[] {
  const found: Attachment[] = [];
  if (files.length > 0) found.push('file');
  if (files.some(({ type }) => type.startsWith('image/'))) found.push('image');
  if (LINK.test(text)) found.push('link');
  return found;
}

/** Whether a message is what the query asks for. What is deleted is never found. */
export function matcher(query: SearchQuery): (message: Found) => boolean {
  const words = query.words.map(foldText);
  const users = new Set(query.from?.users);
  const names = new Set(query.from?.names.map(foldText));
  const has = query.has ?? [];
  return (message) => {
    if (message.gone) return false;
    if (query.after !== undefined && message.ts < query.after) return false;
    if (query.before !== undefined && message.ts >= query.before) return false;
    if (query.from && !users.has(message.by) && !names.has(foldText(message.name))) return false;
    if (has.length > 0) {
      const there = attachmentsOf(message);
      if (!has.every((one) => there.includes(one))) return false;
    }
    if (words.length === 0) return true;
    const text = foldText(searchable(message));
    return words.every((word) => text.includes(word));
  };
}

/** The order of hits: the newest first, and the same one everywhere for what is of one moment. */
export const compareHits = (a: SearchCursor, b: SearchCursor): number =>
  b.ts - a.ts || (a.room < b.room ? -1 : a.room > b.room ? 1 : b.seq - a.seq);

export const cursorOf = ({ ts, room, seq: at }: SearchCursor): SearchCursor => ({
  ts,
  room,
  seq: at,
});

/** Several answers to one question as one: no hit twice, none beyond what all have looked at. */
export function mergeHits(answers: readonly SearchHits[], limit: number): SearchHits {
  const byPlace = new Map<string, Found>();
  for (const { hits } of answers) {
    for (const hit of hits) {
      if (hit.kind !== 'posted') continue;
      const at = `${hit.room} ${hit.seq}`;
      const held = byPlace.get(at);
      if (!held || (hit.as ?? 0) > (held.as ?? 0)) byPlace.set(at, hit);
    }
  }
  // An answer that ends somewhere says nothing about what lies below.
  const ends = answers.flatMap(({ more, cursor }) => (more && cursor ? [cursor] : []));
  const end = ends.sort(compareHits)[0];
  const sorted = [...byPlace.values()].sort(compareHits);
  const known = end ? sorted.filter((hit) => compareHits(hit, end) <= 0) : sorted;
  const hits = known.slice(0, limit);
  const last = hits.at(-1);
  const cut = known.length > limit;
  const cursor = cut && last ? cursorOf(last) : end;
  const partial = answers.some((answer) => answer.partial);
  return {
    hits,
    more: cut || end !== undefined,
    ...(cursor && { cursor }),
    ...(partial && { partial: true }),
  };
}
