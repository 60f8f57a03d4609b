/**
 * Names of people and rooms: what may be shown, and which two would look the same.
 * A name belongs to a key by its skeleton (docs/SECURITY.md), so that nobody poses as the host.
 */
import { foldLookAlikes } from './confusables';
import { NAME_MAX_CHARS, ROOM_NAME_MAX_CHARS } from './limits';

export type NameCheck =
  | { ok: true; name: string }
  | { ok: false; why: 'empty' | 'too-long' | 'unsafe' };

/**
 * Controls, format characters (bidi overrides, zero width), unassigned and private use, line
 * separators, letters and signs that are drawn as nothing. U+200D is let through between emoji, where it joins them.
 */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\u2800\uFFFC\uFFFD\u{1D159}\u{13441}\u{13442}\u{16FE4}]/u;
const EMOJI_JOIN =
  /(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})/gu;
/** More than three marks on one letter are a tower, not a name. */
const TOWER = /\p{M}{4,}/u;
const TOWERS = /\p{M}{4,}/gu;
const JOIN_OR_UNSAFE = new RegExp(`(${EMOJI_JOIN.source})|${UNSAFE.source}`, 'gu');

function check(text: string, limit: number): NameCheck {
  // measured before any work is done on it
  if (text.length > limit * 8) return { ok: false, why: 'too-long' };
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') return { ok: false, why: 'empty' };
  const plain = name.replace(EMOJI_JOIN, '');
  if (UNSAFE.test(plain) || TOWER.test(plain)) return { ok: false, why: 'unsafe' };
  if (name.length > limit) return { ok: false, why: 'too-long' };
  if (skeleton(name) === '') return { ok: false, why: 'unsafe' };
  return { ok: true, name };
}

/** A person's name: trimmed, spaces collapsed, NFC, at most NAME_MAX_CHARS UTF-16 units. */
export const checkName = (text: string): NameCheck => check(text, NAME_MAX_CHARS);

/** A room's name; a leading # as people type it is dropped. */
export const checkRoomName = (text: string): NameCheck =>
  check(text.replace(/^\s*#+/, ''), ROOM_NAME_MAX_CHARS);

/**
 * A name that a stranger claims, as it may be shown: what `checkName` refuses is taken out, the
 * rest is cut to `limit` UTF-16 units between characters. May be empty.
 */
export function cleanName(text: string, limit: number): string {
  const plain = text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(JOIN_OR_UNSAFE, (_mark, join?: string) => join ?? '')
    .replace(TOWERS, (marks) => [...marks].slice(0, 3).join(''))
    .normalize('NFC');
  const name = cut(plain.replace(/ +/g, ' ').trim(), limit).trim();
  return skeleton(name) === '' ? '' : name;
}

/** Accents on letters, and what is not drawn at all; vowel signs of Thai or Hindi are neither. */
const UNSEEN =
  /[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\p{Default_Ignorable_Code_Point}\p{Cc}\s]/gu;

/**
 * Marks on letters of scripts that have none beside UNSEEN: a speck on somebody else's name. The
 * voicing of kana stays, since katakana is folded into look-alikes among the Han characters.
 */
const SPECKS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Han}\p{N}])[^\P{M}\u3099\u309A]+/gu;

/**
 * Equal for names that people would take for the same: NFKC, case folded, accents and spaces
 * dropped, look-alikes of all scripts as one. For comparing only, never for showing.
 */
export function skeleton(name: string): string {
  const bare = name.normalize('NFKD').replace(UNSEEN, '');
  return foldLookAlikes(bare).replace(UNSEEN, '').replace(SPECKS, '').normalize('NFC');
}

/** Room names differ when people would type them differently: case and space do not count. */
export const roomKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/^#+/, '');

/** Numbers of variants that are tried one after another, and the last that is tried at all. */
const TRIED_IN_TURN = 9;
const LAST_VARIANT = 10_000_000;

/**
 * The first free of NAME2 to NAME9, else a free one whose number is at most about twice the first
 * free: a thousand of one name cost a search in steps that double, not a thousand looks. Cut so that
 * it stays within the limit.
 */
export function suggestName(name: string, taken: (skeleton: string) => boolean): string {
  const base = name.replace(/\d+$/, '') || name;
  const variant = (number: number): string => {
    const tail = String(number);
    return cut(base, NAME_MAX_CHARS - tail.length) + tail;
  };
  const isTaken = (number: number): boolean => taken(skeleton(variant(number)));
  for (let number = 2; number <= TRIED_IN_TURN; number += 1) {
    if (!isTaken(number)) return variant(number);
  }
  let last = TRIED_IN_TURN;
  let free = 2 * last;
  while (free < LAST_VARIANT && isTaken(free)) {
    last = free;
    free *= 2;
  }
  while (free - last > 1) {
    const between = Math.floor((last + free) / 2);
    if (isTaken(between)) last = between;
    else free = between;
  }
  return variant(free);
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** By whole characters as people see them. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let result = '';
  for (const { segment } of characters.segment(text)) {
    if (result.length + segment.length > limit) break;
    result += segment;
  }
  return result;
}
