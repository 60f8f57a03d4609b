/** Which language to speak to somebody in a terminal. */
import { LANGUAGES } from '../../../protocol/language';
import type { Language, Words } from './words';
import { en } from './words.en';
import { ko } from './words.ko';

export const WORDS: Readonly<Record<Language, Words>> = { ko, en };

/** What may be typed after `/lang`. */
const ASKED: Readonly<Record<Language, RegExp>> = {
  ko: /^(ko|kr|한국어)$/i,
  en: /^(en|english)$/i,
};

/** Null: no language that is spoken here. */
export const languageAsked = (typed: string): Language | null =>
  LANGUAGES.find((one) => ASKED[one].test(typed)) ?? null;

/** The language of whoever typed this, as far as one line tells. */
export const languageOf = (line: string): Language =>
  /\p{Script=Hangul}/u.test(line) ? 'ko' : 'en';
