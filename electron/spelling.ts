/**
 * Spelling, by what this computer has: macOS and Windows bring their own checkers; elsewhere those
 * dictionaries are used that lie in the data folder. None is ever fetched (docs/SECURITY.md).
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Session } from 'electron';

/** Where Chromium would fetch dictionaries: inside the app, where there are none. */
const NOWHERE = 'app://sarangbang/dictionaries/';
const WANTED = ['ko', 'en-US'];

/** Languages of the dictionaries in a folder ("en-US-10-1.bdic"), each once. */
export const dictionariesIn = (files: readonly string[]): string[] => [
  ...new Set(
    files.flatMap((file) => /^([a-z]{2,3}(?:-[A-Z]{2})?)-\d+-\d+\.bdic$/.exec(file)?.[1] ?? []),
  ),
];

/**
 * Languages to check, of those that the checker knows. Null: the system decides by itself. An
 * empty list: there is nothing to check with.
 */
export const spellingLanguages = (
  platform: NodeJS.Platform,
  available: readonly string[],
  dictionaries: readonly string[],
): string[] | null => {
  if (platform === 'darwin') return null;
  const wanted = platform === 'win32' ? WANTED : dictionaries;
  return wanted.filter((language) => available.includes(language));
};

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Called at the start and when the setting changes. `data`: the app's data folder. */
export const applySpelling = (session: Session, on: boolean, data: string): void => {
  session.setSpellCheckerDictionaryDownloadURL(NOWHERE);
  const dictionaries = dictionariesIn(filesIn(path.join(data, 'Dictionaries')));
  const languages = spellingLanguages(
    process.platform,
    session.availableSpellCheckerLanguages,
    dictionaries,
  );
  if (languages) session.setSpellCheckerLanguages(languages);
  session.setSpellCheckerEnabled(on && languages?.length !== 0);
};
