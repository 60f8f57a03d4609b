/** Which language to speak to somebody in a terminal. */
import type { Language, Words } from './words';
import { en } from './words.en';
import { ko } from './words.ko';

export const WORDS: Readonly<Record<Language, Words>> = { ko, en };

/** The language of whoever typed this, as far as one line tells. */
export const languageOf = (line: string): Language =>
  /\p{Script=Hangul}/u.test(line) ? 'ko' : 'en';
