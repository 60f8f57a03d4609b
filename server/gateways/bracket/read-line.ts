/** Lines of the bracket chat. Pure. */
import { BRACKET_CUT_BYTES } from '../../../protocol/limits';

const OPEN = 0x5b;
const CLOSE = 0x5d;
const SPACE = 0x20;

/**
 * The client of this wire cuts what was typed after BRACKET_CUT_BYTES, also in the middle of a
 * character, and puts `[name] ` before each part; all of it arrives as one line. What was typed as
 * one is one again, before it is characters.
 */
export function rejoin(line: Buffer): Buffer {
  const head = headOf(line);
  const prefix = line.subarray(0, head);
  const parts: Buffer[] = [];
  let at = 0;
  for (let next = head + BRACKET_CUT_BYTES; head > 0; next = at + BRACKET_CUT_BYTES) {
    if (!line.subarray(next, next + head).equals(prefix)) break;
    parts.push(line.subarray(at, next));
    at = next + head;
  }
  parts.push(line.subarray(at));
  return parts.length === 1 ? line : Buffer.concat(parts);
}

/** Bytes of `[name] `; 0 when the line does not begin so. */
function headOf(line: Buffer): number {
  const close = line.indexOf(CLOSE);
  return line[0] === OPEN && close > 1 && line[close + 1] === SPACE ? close + 2 : 0;
}

/** `name` is null where there is none: somebody types by hand. */
export function readLine(line: string): { name: string | null; text: string } {
  const [, name, text] = /^\[([^\]]+)\] (.*)$/s.exec(line) ?? [];
  if (name === undefined || text === undefined) return { name: null, text: line };
  return { name, text };
}

/** `q` or `Q` alone: the client leaves. */
export const isQuit = (line: string): boolean => /^q$/i.test(line);
