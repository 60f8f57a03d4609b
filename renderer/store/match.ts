import { convertQwertyToHangul, getChoseong } from 'es-hangul';

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, '');
const ONLY_CONSONANTS = /^[ㄱ-ㅎ]+$/;

/**
 * How well a name answers what was typed: higher is better, 0 is not at all. Understands first
 * consonants (ㄷㅈㅇ finds 디자인) and Hangul typed on an English keyboard (elwkdls finds 디자인).
 */
export const score = (name: string, query: string): number => {
  const wanted = fold(query);
  if (wanted === '') return 1;
  const there = fold(name);
  if (there === wanted) return 6;
  if (there.startsWith(wanted)) return 5;
  if (there.includes(wanted)) return 4;
  if (ONLY_CONSONANTS.test(wanted)) {
    const first = getChoseong(there);
    if (first.startsWith(wanted)) return 3;
    if (first.includes(wanted)) return 2;
  }
  if (/^[a-z]+$/i.test(query.trim())) {
    const meant = convertQwertyToHangul(query.trim());
    if (/[가-힣]/.test(meant) && there.includes(fold(meant))) return 1;
  }
  return 0;
};

/** Those that match, the best first; equals keep their order. */
export const rank = <T extends { label: string }>(items: readonly T[], query: string): T[] =>
  items
    .map((item, index) => ({ item, index, points: score(item.label, query) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.index - b.index)
    .map(({ item }) => item);
