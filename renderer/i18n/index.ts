import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { type Language, spokenOf } from '../../protocol/language';
import type { Settings } from '../../protocol/settings';
import { en } from './en';
import { type Josa, josaFor } from './josa';
import { ko } from './ko';

export type { Language };

/** Everything that the app says; the types follow the English one (i18n.test.ts). */
export const CATALOGUES: Readonly<Record<Language, { app: object }>> = {
  en: { app: en },
  ko: { app: ko },
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { app: typeof en };
  }
}

/** What the interface speaks: the chosen language, else the system's. */
export const languageOf = (wanted: Settings['language'], system: Language): Language =>
  wanted === 'system' ? system : wanted;

/** Ready when this returns: the catalogues are in the bundle. */
export const startI18n = (language: Language): void => {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    ns: ['app'],
    resources: CATALOGUES,
    initAsync: false,
    // React escapes; escaping twice would show &amp;.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  // `{{name, josa(with: 이/가)}}` writes the name with the particle that fits it.
  i18next.services.formatter?.add('josa', (value, _language, options) => {
    const word = String(value);
    return word + josaFor(word, String(options.with) as Josa);
  });
};

export const setLanguage = (language: Language): void => {
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
};

export { i18next as i18n };

/** The language on screen, for dates and safety words; re-renders when it changes. */
export const useLanguage = (): Language => spokenOf([useTranslation().i18n.resolvedLanguage ?? '']);
