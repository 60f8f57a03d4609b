/** Values of flags, read with a complaint in the user's language. */
import { InvalidArgumentError, Option } from 'commander';
import { PASSWORD_MAX_CHARS } from '../protocol/limits';
import type { Words } from './words';

/** A whole number within bounds; anything else is refused in words. */
export function whole(text: string, least: number, most: number, complaint: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new InvalidArgumentError(complaint);
  return value;
}

export const portFlag =
  (words: Words) =>
  (text: string): number =>
    whole(text, 0, 65_535, words.notAPort);

export const countFlag =
  (words: Words, most = 1_000_000) =>
  (text: string): number =>
    whole(text, 1, most, words.notACount);

/** `2s`, `500ms`, `2` (seconds) as ms, from `least` to `most`. */
export function duration(text: string, least: number, most: number, complaint: string): number {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|)$/.exec(text.trim());
  const value = match ? Number(match[1]) * (match[2] === 'ms' ? 1 : 1000) : Number.NaN;
  if (!(value >= least && value <= most)) throw new InvalidArgumentError(complaint);
  return Math.round(value);
}

export const choice = (flags: string, text: string, choices: string[], otherwise: string) =>
  new Option(flags, text).choices(choices).default(otherwise);

/** A password, which the environment may give where others cannot see it. */
export const passwordOption = (text: string, words: Words): Option =>
  new Option('--password <password>', text).env('SARANGBANG_PASSWORD').argParser((value) => {
    if (value.length >= 1 && value.length <= PASSWORD_MAX_CHARS) return value;
    throw new InvalidArgumentError(words.notAPassword);
  });
