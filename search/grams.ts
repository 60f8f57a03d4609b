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

/** FNV-1a of 32 bits, in letters that the index takes for one word. */
export function gram(kind: string, text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return kind + (hash >>> 0).toString(36);
}

/** Everything a message can be found by, as the index is given it. */
export function gramsOf(message: Found): string {
  const grams = new Set<string>();
  const text = foldText(searchable(message));
  for (let at = 0; at < text.length; at += 1) {
    const last = Math.min(LONGEST, text.length - at);
    for (let size = 1; size <= last; size += 1) grams.add(gram('t', text.slice(at, at + size)));
  }
  grams.add(gram('r', message.room));
  grams.add(gram('u', message.by));
  grams.add(gram('n', foldText(message.name)));
  for (const kind of attachmentsOf(message)) grams.add(gram('h', kind));
  return [...grams].join(' ');
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

/** With more rooms than this it is quicker to look at the room of each message that is found. */
const ROOMS_IN_MATCH = 64;

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
