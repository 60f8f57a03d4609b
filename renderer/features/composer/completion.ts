import { disassemble, getChoseong } from 'es-hangul';

/** What is being completed: the text from `from` to the caret. */
export interface Trigger {
  kind: 'mention' | 'slash';
  query: string;
  from: number;
}

const MENTION = /(?<=^|[\s("'[])@([^\s@]{0,32})$/u;
const SLASH = /^\/([\p{L}]*)$/u;

/** A slash at the very beginning, or an @ before the caret; null when there is neither. */
export const triggerAt = (text: string, caret: number): Trigger | null => {
  const before = text.slice(0, caret);
  const slash = SLASH.exec(before);
  if (slash) return { kind: 'slash', query: slash[1] ?? '', from: 0 };
  const mention = MENTION.exec(before);
  return mention ? { kind: 'mention', query: mention[1] ?? '', from: mention.index } : null;
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
