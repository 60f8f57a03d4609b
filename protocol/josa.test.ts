import { josa } from 'es-hangul';
import { describe, expect, it } from 'vitest';
import { JOSA, josaFor, withJosa } from './josa';

describe('Korean particles', () => {
  it('follow the final consonant, as es-hangul knows them, for every kind of syllable', () => {
    // one syllable of each final consonant, and of each vowel without one
    const codes = Array.from({ length: 28 * 21 }, (_, i) => 0xac00 + i);
    for (const pair of JOSA) {
      for (const code of codes) {
        const word = `서${String.fromCharCode(code)}`;
        expect(withJosa(word, pair)).toBe(josa(word, pair));
      }
    }
  });
  it.each([
    ['나그네', '이에요/예요', '예요'],
    ['지훈', '이에요/예요', '이에요'],
    ['길동', '으로/로', '으로'],
    ['보길', '으로/로', '로'],
    ['민수', '으로/로', '로'],
    ['지훈2', '은/는', '는'],
    ['방 7', '은/는', '은'],
    ['Minsu', '이/가', '가'],
    ['Jihoon', '이/가', '이'],
    ['Paul', '으로/로', '로'],
    ['민수👍', '을/를', '를'],
    ['', '이/가', '가'],
  ] as const)('%s takes %s as %s', (word, pair, expected) => {
    expect(josaFor(word, pair)).toBe(expected);
  });
});
