/** What came from others, made safe for a terminal: it may be a hostile server that says it. */
import { cleanText, oneLine } from '../protocol/text';

/** Reverses the order of what is around it, or is not drawn at all. */
const HIDDEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/** A name, a topic: one line without control characters. */
export const printable = (text: string): string => oneLine(text).replace(HIDDEN, '');

/** A message: its lines, without control characters. */
export const printableLines = (text: string): string[] =>
  cleanText(text).replace(HIDDEN, '').replace(/\t/g, '    ').split('\n');

/** A line of ours that may quote others: nothing in it steers the terminal, its spaces stay. */
export const harmless = (line: string): string => printableLines(line).join(' ');
