/**
 * What is let into messages and topics. Only what nobody typed is taken out (control characters);
 * a text that is refused is refused whole, never cut behind one's back.
 */
import { EMOJI_MAX_CHARS, MESSAGE_MAX_CHARS, TOPIC_MAX_CHARS } from './limits';

export type TextCheck =
  | { ok: true; text: string }
  | { ok: false; why: 'empty' | 'too-long' | 'unsafe' };

/** What most lines are made of: printable ASCII, line feeds and whole Hangul syllables. Clean as it is. */
const ORDINARY = /^[\n\x20-\x7E\uAC00-\uD7A3]*$/;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** Control characters other than tab and line feed: no terminal should ever be given them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Line ends become LF, other control characters go, composed form (NFC). */
export function cleanText(text: string): string {
  if (ORDINARY.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').normalize('NFC');
}

function check(text: string, limit: number): TextCheck {
  if (text.length > limit) return { ok: false, why: 'too-long' };
  if (!ORDINARY.test(text) && LONE_SURROGATE.test(text)) return { ok: false, why: 'unsafe' };
  const cleaned = cleanText(text);
  if (cleaned.length > limit) return { ok: false, why: 'too-long' };
  if (cleaned.trim() === '') return { ok: false, why: 'empty' };
  return { ok: true, text: cleaned };
}

/** One message; refuses empty, over MESSAGE_MAX_CHARS, and broken UTF-16. */
export const checkText = (text: string): TextCheck => check(text, MESSAGE_MAX_CHARS);

/** A topic is one line and may be empty. */
export function checkTopic(text: string): TextCheck {
  const line = oneLine(text);
  if (line === '') return { ok: true, text: '' };
  return check(line, TOPIC_MAX_CHARS);
}

/** Line breaks and runs of space become one space. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether a text is one emoji and nothing else. */
export function isEmoji(text: string): boolean {
  if (text.length > EMOJI_MAX_CHARS || !PICTURE.test(text)) return false;
  const [first, second] = graphemes.segment(text);
  return first !== undefined && second === undefined;
}
