/**
 * Names in lines of text. On a wire that has nothing but lines, `민수: 안녕` as a name would make
 * 민수 say what somebody else says: nothing in a name may look like what stands around names.
 */
import type { ChatEvent } from '../../protocol/events';

/** Letters, digits, emoji, and signs that end no name in any line of ours. */
const FIRST = '[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}\\p{N}]|(?![←-⇿➡⤴⤵⬅-⬇])\\p{Extended_Pictographic}';
const NEXT = "[\\p{M}々ー\\u200D _'’&+@~^!?,()]|-(?!>)|\\.(?! )";
const PLAIN = new RegExp(`^(?:${FIRST})(?:${FIRST}|${NEXT})*$`, 'u');
const DASHED = / -/;
const QUOTES = /["“”„‟″＂]/gu;

/** For terminals: as it is when nobody can take it for more than a name, else in quotation marks. */
export const lineName = (name: string): string =>
  PLAIN.test(name) && !DASHED.test(name) ? name : `"${name.replace(QUOTES, "'")}"`;

/** What ends a name, or says to whom something is, on one of the old wires. */
const MARKS = /[:<>[\]：＜＞［］]/gu;

/** For old programs, which split a line at such marks and know no quotation marks. */
export const programName = (name: string): string => name.replace(MARKS, '_');

const NAMES = ['name', 'old', 'title', 'userName'] as const;

/** The same event with every name in it as a terminal may be shown it. */
export function withLineNames<E extends ChatEvent>(event: E, shown = lineName): E {
  const names = NAMES.flatMap((key) => {
    const name = (event as { [K in typeof key]?: unknown })[key];
    return typeof name === 'string' && name !== '' ? [[key, shown(name)]] : [];
  });
  return { ...event, ...Object.fromEntries(names) };
}
