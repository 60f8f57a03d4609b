/** The words of the language in use. */
import type { Language } from '../../protocol/language';
import type { Settings } from '../../protocol/settings';
import { en, type Words } from './en';
import { ko } from './ko';

export type { Language, Words };

const WORDS: Readonly<Record<Language, Words>> = { ko, en };

export const chosenLanguage = (chosen: Settings['language'], system: Language): Language =>
  chosen === 'system' ? system : chosen;

export const wordsIn = (language: Language): Words => WORDS[language];

/** Replaces `{key}` in a sentence. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (all, key: string) => String(values[key] ?? all));
