import { josa as pick } from 'es-hangul';

/** The pairs of particles, as es-hangul names them: `이/가`, `을/를`, `은/는`, `와/과` … */
export type Josa = Parameters<typeof pick.pick>[1];

/**
 * Chooses between a pair of Korean particles by the last syllable of `word`; only the particle
 * is returned. A word that does not end in Hangul (Minsu, 7878) is read by its last letter or
 * digit as Koreans read it aloud.
 */
export const josaFor = (word: string, pair: Josa): string => pick.pick(soundOf(word), pair);

/** Hangul syllables that end as the Korean reading of a digit or Latin letter does. */
const DIGITS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
const LETTERS_WITH_FINAL: Readonly<Record<string, string>> = { l: '엘', m: '엠', n: '엔', r: '알' };

const soundOf = (word: string): string => {
  const last = word.trim().at(-1)?.toLowerCase() ?? '';
  if (/[0-9]/.test(last)) return DIGITS[Number(last)] ?? '가';
  if (/[a-z]/.test(last)) return LETTERS_WITH_FINAL[last] ?? '가';
  return word;
};
