/** @mentions: "@민수야" mentions 민수, "@ann" does not mention Anna. */

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/**
 * After a name in Hangul a particle may follow without a space; after a Latin one no letter or
 * digit may.
 */
const END_LATIN = '(?![\\p{Script=Latin}\\p{N}_])';
const START = '(?<![\\p{L}\\p{N}_.])@';

function pattern(names: readonly string[], flags: string): RegExp | null {
  // the longest first, so that @Anna is not read as @Ann
  const sorted = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return null;
  return new RegExp(`${START}(?:${sorted.map(literally).join('|')})${END_LATIN}`, flags);
}

export function mentionsName(text: string, name: string): boolean {
  if (!text.includes('@')) return false;
  return pattern([name], 'iu')?.test(text) ?? false;
}

/** The text in order, cut at each mention of one of `names` (as written, with its @). */
export function splitMentions(
  text: string,
  names: readonly string[],
): Array<string | { mention: string }> {
  const found = text.includes('@') ? pattern(names, 'giu') : null;
  if (!found) return [text];
  const parts: Array<string | { mention: string }> = [];
  let last = 0;
  for (const match of text.matchAll(found)) {
    if (match.index > last) parts.push(text.slice(last, match.index));
    parts.push({ mention: match[0] });
    last = match.index + match[0].length;
  }
  if (last < text.length) parts.push(text.slice(last));
  return parts;
}

/** Words that mean everybody who is here. */
export const HERE_NAMES = ['here', 'all', '여기', '모두'] as const;
const HERE = pattern(HERE_NAMES, 'iu');

export const mentionsHere = (text: string): boolean =>
  text.includes('@') && (HERE?.test(text) ?? false);

const WORD_EDGE = /[\p{Script=Latin}\p{N}_]/u;

/**
 * Whether a text has a keyword. Korean words carry particles and stand inside others, so they are
 * found anywhere; where a keyword begins or ends in a Latin letter or digit, its word does so too.
 */
export function hasKeyword(text: string, keyword: string): boolean {
  const word = keyword.normalize('NFC').trim();
  if (word === '') return false;
  const before = WORD_EDGE.test(word[0] ?? '') ? '(?<![\\p{Script=Latin}\\p{N}_])' : '';
  const after = WORD_EDGE.test(word.at(-1) ?? '') ? END_LATIN : '';
  return new RegExp(`${before}${literally(word)}${after}`, 'iu').test(text);
}

/** What a text must have to call somebody. */
export interface Called {
  name: string;
  keywords?: readonly string[];
}

/** By name, with everybody here, or by a keyword. */
export const callsMe = (text: string, { name, keywords = [] }: Called): boolean =>
  (name !== '' && mentionsName(text, name)) ||
  mentionsHere(text) ||
  keywords.some((keyword) => hasKeyword(text, keyword));
