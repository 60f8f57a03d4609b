import { assemble, disassemble } from 'es-hangul';
import type { Language } from '../../../protocol/language';
import type { EmojiEntry, EmojiIndex } from './emoji-data';

const fold = (text: string): string => text.normalize('NFC').toLowerCase().trim();

const isFound = (entry: EmojiEntry, query: string): boolean =>
  entry.words.some((word) => word.includes(query));

/**
 * What to look for while a word is being typed: a syllable on its way to two ("핱" to "하트") is
 * left out as long as nothing is called so, instead of finding nothing for a moment.
 */
export const queryOf = (entries: readonly EmojiEntry[], typed: string): string => {
  const whole = fold(typed);
  if (whole === '' || entries.some((entry) => isFound(entry, whole))) return whole;
  // The letter that is one too many may only have been lent to this syllable.
  const letters = [...disassemble(whole)];
  const shorter = /\p{Script=Hangul}$/u.test(whole) ? assemble(letters.slice(0, -1)) : '';
  if (shorter !== '' && entries.some((entry) => isFound(entry, shorter))) return shorter;
  return whole;
};

/**
 * The first emoji of the grid once the grid shows what is found: the picker's library filters a
 * moment after the last letter, and Enter must not take what stood there before. In the library's
 * order: by group, within one by how often the words match, a name counting ten times.
 */
export const firstFound = (
  { entries, groups }: Pick<EmojiIndex, 'entries' | 'groups'>,
  query: string,
  language: Language,
): EmojiEntry | null => {
  if (query === '') return null;
  const place = new Map(groups.map(({ index }, at) => [index, at]));
  const has = (text: string): boolean => text.toLowerCase().includes(query);
  let best: { entry: EmojiEntry; at: number; score: number } | null = null;
  for (const entry of entries) {
    const at = place.get(entry.group);
    const score = (has(entry.name[language]) ? 10 : 0) + entry.words.filter(has).length;
    if (at === undefined || score === 0) continue;
    if (!best || at < best.at || (at === best.at && score > best.score))
      best = { entry, at, score };
  }
  return best?.entry ?? null;
};

/** Smaller is better. The query is as it is typed between colons, with _ for spaces. */
const rank = (entry: EmojiEntry, query: string): number | null => {
  const named = (name: string) => name.toLowerCase().replaceAll(' ', '_') === query;
  if (entry.codes.includes(query) || Object.values(entry.name).some(named)) return 0;
  const words = entry.words.map((word) => word.replaceAll(' ', '_'));
  if (words.includes(query)) return 1;
  if (entry.codes.some((code) => code.startsWith(query))) return 2;
  if (words.some((word) => word.startsWith(query))) return 3;
  return query.length > 2 && words.some((word) => word.includes(query)) ? 4 : null;
};

/** What `:query` may become, best first, in the order of the data among equals. */
export const searchEmoji = (
  entries: readonly EmojiEntry[],
  query: string,
  most: number,
): readonly EmojiEntry[] => {
  const wanted = queryOf(entries, query).replaceAll(' ', '_');
  if (wanted === '') return [];
  return entries
    .flatMap((entry) => {
      const found = rank(entry, wanted);
      return found === null ? [] : [{ entry, found }];
    })
    .sort((a, b) => a.found - b.found)
    .slice(0, most)
    .map(({ entry }) => entry);
};

/** The emoji that `:code:` stands for: one of its codes, or a whole word in either language. */
export const emojiOfCode = (entries: readonly EmojiEntry[], code: string): EmojiEntry | null => {
  const [best] = searchEmoji(entries, code, 1);
  const found = best && rank(best, fold(code));
  return best && (found === 0 || found === 1) ? best : null;
};

/** In the tone that was chosen for all. */
export const inTone = (entry: EmojiEntry, tone: keyof NonNullable<EmojiEntry['skins']> | 'none') =>
  (tone !== 'none' && entry.skins?.[tone]) || entry.emoji;
