/** The colour and the letters of an avatar. By id, not by name: a rename keeps the colour. */

const HUES = 12;

/** FNV-1a (32 bit) of the id, folded onto the 12 hues of the palette. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) {
    hash ^= id.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % HUES;
}

const HANGUL = /^[\p{Script=Hangul}\s]+$/u;

/**
 * Two letters at most: the last two syllables of a Korean name, the initials of a Latin one, an
 * emoji alone. With `small` (avatars up to 20 px) only one.
 */
export function glyphs(name: string, small = false): string {
  const segments = [...new Intl.Segmenter().segment(name.trim())].map(({ segment }) => segment);
  const first = segments[0] ?? '?';
  if (/\p{Extended_Pictographic}/u.test(first)) return first;
  if (HANGUL.test(name)) {
    const syllables = segments.filter((segment) => segment.trim() !== '');
    const shown = syllables.slice(-2);
    return small ? (shown[0] ?? '?') : shown.join('');
  }
  if (small) return first.toUpperCase();
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  if (words.length > 1)
    return words
      .slice(0, 2)
      .map((word) => [...word][0]?.toUpperCase())
      .join('');
  return segments.slice(0, 2).join('');
}
