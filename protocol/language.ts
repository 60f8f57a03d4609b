/**
 * The languages that people are spoken to in. What differs between them stands in tables of
 * `Record<Language, …>`, so that the type checker names each that lacks a new one.
 */
export const LANGUAGES = ['ko', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself, for those who read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ko: '한국어', en: 'English' };

export const isLanguage = (text: string): text is Language =>
  (LANGUAGES as readonly string[]).includes(text);

/** The first of these tags (`ko-KR`, `en_US.UTF-8`) that is spoken here; English when none is. */
export function spokenOf(tags: readonly string[]): Language {
  const spoken = tags.map((tag) => (tag.toLowerCase().split(/[-_.@]/)[0] ?? '').trim());
  return spoken.find(isLanguage) ?? 'en';
}

/** For a button that goes through them all. */
export const languageAfter = (language: Language): Language =>
  LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] as Language;
