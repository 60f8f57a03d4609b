/**
 * Four words for a fingerprint, to compare across a room: 4 × 8 bits, for people only; the
 * software compares the whole SHA-256.
 */
import type { Language } from './language';
import { ENGLISH, KOREAN } from './safety-word-lists';

const LISTS: Readonly<Record<Language, readonly string[]>> = { ko: KOREAN, en: ENGLISH };
const WORDS = 4;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The first bytes of base64url text, without Node's or the browser's own decoders. */
function firstBytes(text: string, count: number): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw new RangeError('not base64url');
    value = (value << 6) | digit;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
      value &= (1 << bits) - 1;
      if (bytes.length === count) break;
    }
  }
  return bytes;
}

/** The same four words in each language's list, by position. Throws on a malformed fingerprint. */
export function safetyWords(fingerprint: string, language: Language): string[] {
  return firstBytes(fingerprint, WORDS).map((byte) => LISTS[language][byte] as string);
}
