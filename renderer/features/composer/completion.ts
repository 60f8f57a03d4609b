import { disassemble, getChoseong } from 'es-hangul';
import { slashPlace } from '../../../protocol/slash-args';

/** What is being completed: the text from `from` to the caret. */
export interface Trigger {
  kind: 'mention' | 'slash' | 'user' | 'room' | 'roomLink' | 'choice' | 'emoji';
  query: string;
  from: number;
}

const MENTION = /(?<=^|[\s("'[])@([^\s@]{0,32})$/u;
const ROOM = /(?<=^|[\s("'[])#([^\s#]{0,48})$/u;
const SLASH = /^\/([\p{L}]*)$/u;
/**
 * Two letters or syllables at least, and nothing that a word ends with before the colon: ":D",
 * "예:하나" and "10:30" are not the beginning of an emoji.
 */
const EMOJI = /(?<![\p{L}\p{N}:]):([\p{L}\p{N}_+-]{2,32})$/u;
const EMOJI_CODE = /(?<![\p{L}\p{N}:]):([\p{L}\p{N}_+-]{2,32}):$/u;

/**
 * A command at the very beginning or the argument one is in, a name after @ or #, an emoji after a
 * colon; null when there is none of them before the caret.
 */
export const triggerAt = (text: string, caret: number): Trigger | null => {
  const before = text.slice(0, caret);
  const slash = SLASH.exec(before);
  if (slash) return { kind: 'slash', query: slash[1] ?? '', from: 0 };
  const place = slashPlace(text, caret);
  const kind = place?.args[place.index]?.kind;
  if (place && (kind === 'user' || kind === 'room' || kind === 'choice'))
    return { kind, query: place.query, from: place.from };
  const mention = MENTION.exec(before);
  if (mention) return { kind: 'mention', query: mention[1] ?? '', from: mention.index };
  const room = ROOM.exec(before);
  if (room) return { kind: 'roomLink', query: room[1] ?? '', from: room.index };
  const emoji = EMOJI.exec(before);
  return emoji ? { kind: 'emoji', query: emoji[1] ?? '', from: emoji.index } : null;
};

/** An emoji's name with both colons right before the caret. */
export const emojiCodeAt = (text: string, caret: number): { code: string; from: number } | null => {
  const found = EMOJI_CODE.exec(text.slice(0, caret));
  return found ? { code: found[1] ?? '', from: found.index } : null;
};

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
const isChoseong = (text: string): boolean => /^[ㄱ-ㅎ]+$/u.test(text);

/** Smaller is better; null for no match. Syllables that are still being composed match too. */
const rank = (name: string, query: string): number | null => {
  if (query === '') return 3;
  const whole = fold(name);
  const wanted = fold(query);
  if (whole.startsWith(wanted)) return 0;
  // "김ㅁ" on the way to 김민수, and "민수" within it.
  const letters = disassemble(wanted);
  for (let index = 0; index < whole.length; index++)
    if (disassemble(whole.slice(index)).startsWith(letters)) return index === 0 ? 1 : 2;
  if (isChoseong(wanted) && getChoseong(whole).includes(wanted)) return 2;
  return null;
};

/** Those that match, best first, otherwise in the order given. */
export const complete = <T extends { name: string }>(
  query: string,
  candidates: readonly T[],
  most: number,
): readonly T[] =>
  candidates
    .flatMap((candidate) => {
      const found = rank(candidate.name, query);
      return found === null ? [] : [{ candidate, found }];
    })
    .sort((a, b) => a.found - b.found)
    .slice(0, most)
    .map(({ candidate }) => candidate);

/** Whoever spoke last comes first; the others stay as they were. `speakers`: the newest first. */
export const byRecency = <T extends { id: string }>(
  people: readonly T[],
  speakers: readonly string[],
): readonly T[] => {
  const place = new Map(speakers.map((id, index) => [id, index]));
  const of = ({ id }: T): number => place.get(id) ?? speakers.length;
  return [...people].sort((a, b) => of(a) - of(b));
};
