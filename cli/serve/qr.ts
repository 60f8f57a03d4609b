/** An invite as a QR code for a terminal. */
import { renderUnicodeCompact } from 'uqr';

/** Modules around the code that must stay light. */
const QUIET = 2;

/** Null where it would not fit. Drawn in colours of its own, so that dark is dark on any background. */
export function qrLines(link: string, columns: number, colours: boolean): string[] | null {
  const lines = renderUnicodeCompact(link, { border: QUIET, ecc: 'L' }).split('\n');
  if (lines.some((line) => line.length > columns)) return null;
  // half blocks are the light modules
  return colours ? lines.map((line) => `\u001b[97;40m${line}\u001b[0m`) : lines;
}
