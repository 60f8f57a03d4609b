/** The words of the language in use. */
import type { Settings } from '../../protocol/settings';
import { en, type Words } from './en';
import { ko } from './ko';

export type Language = 'ko' | 'en';
export type { Words };

/** The OS's first language that is spoken here; English when there is none. */
export const languageOf = (preferred: readonly string[]): Language => {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_]/)[0];
    if (language === 'ko' || language === 'en') return language;
  }
  return 'en';
};

export const chosenLanguage = (chosen: Settings['language'], system: Language): Language =>
  chosen === 'system' ? system : chosen;

export const wordsIn = (language: Language): Words => (language === 'ko' ? ko : en);

/** Replaces `{key}` in a sentence. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (all, key: string) => String(values[key] ?? all));
