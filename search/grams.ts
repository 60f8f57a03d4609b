/**
 * Messages and queries as sets of short strings ("grams"): every one, two and three neighbouring
 * letters of a text. A message that holds a word holds all of its grams, so a word of any length is
 * looked up the same way, one syllable too. Grams only say where to look (protocol/search.ts
 * decides), so they are hashed: two that fall together cost a look and nothing else.
 */
import {
  attachmentsOf,
  type Found,
  foldText,
  type SearchQuery,
  searchable,
} from '../protocol/search';

const LONGEST = 3;

/** Begins a hash, and takes one more letter into it: FNV-1a. */
const BASIS = 0x811c9dc5;
const hashed = (hash: number, letter: number): number => Math.imul(hash ^ letter, 0x01000193);

/** Short, because it is written down millions of times: 24 bits, folded out of 32. */
const word = (kind: string, hash: number): string =>
  kind + (((hash >>> 24) ^ hash) & 0xffffff).toString(36);

/** In letters that the index takes for one word. */
export function gram(kind: string, text: string): string {
  let hash = BASIS;
  for (let i = 0; i < text.length; i += 1) hash = hashed(hash, text.charCodeAt(i));
  return word(kind, hash);
}

/** Everything a message can be found by, as the index is given it. */
export function gramsOf(message: Found): string {
  const text = foldText(searchable(message));
  const hashes = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const end = Math.min(at + LONGEST, text.length);
    let hash = BASIS;
    for (let i = at; i < end; i += 1) {
      hash = hashed(hash, text.charCodeAt(i));
      hashes.add(hash);
    }
  }
  const grams = [
    gram('r', message.room),
    gram('u', message.by),
    gram('n', foldText(message.name)),
    ...attachmentsOf(message).map((kind) => gram('h', kind)),
  ];
  for (const hash of hashes) grams.push(word('t', hash));
  return grams.join(' ');
}

/** The longest grams of a word: those of one length, each once. */
export function gramsOfWord(word: string): string[] {
  const text = foldText(word);
  const size = Math.min(LONGEST, text.length);
  const grams = new Set<string>();
  for (let at = 0; at + size <= text.length; at += 1)
    grams.add(gram('t', text.slice(at, at + size)));
  return [...grams];
}

/**
 * More than anybody enters and opens. Up to here what was said elsewhere is no candidate: how long a
 * search takes would tell how often a word was said where its asker may not look. 500 rooms cost 30 ms.
 */
const ROOMS_IN_MATCH = 2_000;

/**
 * What the index is asked; empty when nothing of the query can be looked up in it. Null when
 * nothing can be found at all.
 */
export function matchOf(query: SearchQuery, rooms: Iterable<string>): string | null {
  const all = query.words.flatMap(gramsOfWord);
  all.push(...(query.has ?? []).map((kind) => gram('h', kind)));
  const every = [...new Set(all)];
  const parts = every.map((one) => `"${one}"`);
  if (query.from) {
    const users = query.from.users.map((user) => gram('u', user));
    const names = query.from.names.map((name) => gram('n', foldText(name)));
    const any = anyOf([...users, ...names]);
    if (any === null) return null;
    parts.push(any);
  }
  const inside = [...rooms];
  if (inside.length <= ROOMS_IN_MATCH) {
    const any = anyOf(inside.map((room) => gram('r', room)));
    if (any === null) return null;
    parts.push(any);
  }
  return parts.join(' AND ');
}

function anyOf(grams: readonly string[]): string | null {
  if (grams.length === 0) return null;
  return `(${[...new Set(grams)].map((one) => `"${one}"`).join(' OR ')})`;
}
