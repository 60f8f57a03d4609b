import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import { CATALOGUES } from '../../i18n';
import { score } from '../../store/match';

export type WordKey = ParseKeys;

/** One setting: what it is called, and what shows it. */
export interface Entry {
  /** Keys of its label, its hint and its choices: what the search looks through, in both languages. */
  words: readonly WordKey[];
  View: ComponentType;
}

/** A page of the settings. */
export interface SettingsPage {
  id: string;
  title: WordKey;
  icon: ComponentType<{ size?: number | string }>;
  entries: readonly Entry[];
}

/** The sentence behind a key; keys are paths into a catalogue. */
const wordOf = (catalogue: object, key: string): string => {
  let found: unknown = catalogue;
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
  return typeof found === 'string' ? found : '';
};

/**
 * Whether a setting answers a search: its words in any language, whatever the app speaks now,
 * by any part of them or by first consonants.
 */
export const answers = (entry: Entry, query: string): boolean =>
  entry.words.some((key) =>
    Object.values(CATALOGUES).some(({ app }) => score(wordOf(app, key), query) > 0),
  );

export interface Found {
  page: SettingsPage;
  entries: readonly Entry[];
}

/** Pages with those of their settings that answer; a page whose title does, with all of them. */
export const findSettings = (pages: readonly SettingsPage[], query: string): Found[] =>
  pages.flatMap((page) => {
    const whole = answers({ words: [page.title], View: () => null }, query);
    const entries = page.entries.filter((entry) => whole || answers(entry, query));
    return entries.length > 0 ? [{ page, entries }] : [];
  });
