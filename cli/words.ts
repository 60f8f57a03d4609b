/** What the command line says to people, in both languages; facts are for programs and stay as they are. */
import { type Language, spokenOf } from '../protocol/language';
import { en, type Words } from './words.en';
import { ko } from './words.ko';

export type { Words } from './words.en';
export type { Language };

export const WORDS: Readonly<Record<Language, Words>> = { ko, en };

/** By the user's locale, as POSIX ranks its variables; English for all that is not spoken here. */
export function languageFor(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale();
  return spokenOf([locale]);
}

export const wordsFor = (env: NodeJS.ProcessEnv): Words => WORDS[languageFor(env)];

const systemLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;

/** Fills `{{name}}` places. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
