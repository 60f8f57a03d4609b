/** Where the words of a search stand in a text, and the part of it that is shown. */
import { foldText } from './search';

export interface Piece {
  readonly text: string;
  /** One of the words that were looked for. */
  readonly hit: boolean;
}

/** UTF-16 positions, in order and not overlapping. */
type Range = readonly [start: number, end: number];

/** Shown before the first hit, so that it is seen in what was said. */
const LEAD_CHARS = 24;

/** The part of a text around its first hit, on one line; `…` where something was left out. */
export function excerpt(text: string, words: readonly string[], maxChars: number): Piece[] {
  const line = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const found = rangesOf(line, words);
  const first = found[0]?.[0] ?? 0;
  const tooLong = line.length > maxChars;
  const start = tooLong ? wholeFrom(line, Math.max(0, first - LEAD_CHARS)) : 0;
  const end = tooLong ? wholeTo(line, Math.min(line.length, start + maxChars)) : line.length;
  const pieces: Piece[] = [];
  const add = (from: number, to: number, hit: boolean) => {
    const part = line.slice(Math.max(from, start), Math.min(to, end));
    if (part && to > start && from < end) pieces.push({ text: part, hit });
  };
  let at = start;
  for (const [from, to] of found) {
    add(at, from, false);
    add(from, to, true);
    at = Math.max(at, to);
  }
  add(at, end, false);
  if (start > 0) pieces.unshift({ text: '…', hit: false });
  if (end < line.length) pieces.push({ text: '…', hit: false });
  return pieces;
}

/** Every place of every word, in any case. */
export function rangesOf(text: string, words: readonly string[]): Range[] {
  const { folded, places } = foldWithPlaces(text);
  const found: [number, number][] = [];
  for (const word of words.map(foldText).filter(Boolean)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([places[at] as number, places[at + word.length] as number]);
    }
  }
  found.sort(([a, b], [c, d]) => a - c || b - d);
  const joined: [number, number][] = [];
  for (const [from, to] of found) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Some letters grow when they are made small (İ): which place of the text each one came from. */
function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const small = letter.toLowerCase();
    for (let i = 0; i < small.length; i += 1) places.push(at);
    folded += small;
    at += letter.length;
  }
  places.push(text.length);
  return { folded, places };
}

/** Not in the middle of a pair of surrogates, and after a space if one is near. */
function wholeFrom(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  if (at > 0 && space >= 0 && space - at < LEAD_CHARS / 2) return space + 1;
  return isLow(text, at) ? at + 1 : at;
}
const wholeTo = (text: string, at: number): number => (isLow(text, at) ? at - 1 : at);
const isLow = (text: string, at: number): boolean =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) && at < text.length;
