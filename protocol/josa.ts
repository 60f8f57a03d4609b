/** Korean particles that depend on how the word before them ends. */

/** Pairs of particles; the first one follows a final consonant, except in `와/과`. */
export const JOSA = [
  '이/가',
  '을/를',
  '은/는',
  '와/과',
  '으로/로',
  '이에요/예요',
  '이나/나',
  '이라/라',
  '이랑/랑',
  '아/야',
] as const;
export type Josa = (typeof JOSA)[number];

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const RIEUL = 8;

/** Hangul syllables that end as the Korean reading of a digit or Latin letter does. */
const DIGITS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
const LETTERS_WITH_FINAL: Readonly<Record<string, string>> = { l: '엘', m: '엠', n: '엔', r: '알' };

/**
 * The particle of a pair that fits the last syllable of `word`, without the word. A word that
 * does not end in Hangul (Minsu, 7878) is read by its last letter or digit as Koreans read it
 * aloud; whatever has no sound counts as ending in a vowel.
 */
export function josaFor(word: string, pair: Josa): string {
  const [first, second] = pair.split('/') as [string, string];
  const final = finalOf(word);
  if (pair === '와/과') return final === 0 ? first : second;
  const takesFirst = final !== 0 && !(pair === '으로/로' && final === RIEUL);
  return takesFirst ? first : second;
}

export const withJosa = (word: string, pair: Josa): string => word + josaFor(word, pair);

/** Index of the final consonant of the last syllable; 0 when it has none. */
function finalOf(word: string): number {
  const last = [...word.normalize('NFC').trim()].at(-1)?.toLowerCase() ?? '';
  const sound = /[0-9]/.test(last) ? DIGITS[Number(last)] : LETTERS_WITH_FINAL[last];
  const code = (sound ?? last).codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return 0;
  return (code - FIRST_SYLLABLE) % FINALS;
}
