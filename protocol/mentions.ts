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
