/**
 * What somebody meant to type: terminals without line editing of their own send the keys along.
 * Backspace and DEL take back one character as people see it (a Hangul syllable, also one that was
 * sent as single letters; an emoji), Ctrl-U the line, Ctrl-W the word before; the escapes of arrow
 * and function keys and of pasting are left out, and so is every other control character.
 */

/** CSI, SS3, OSC and two-character escapes; one that is cut off at the end of the line too. */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]?|O[ -~]?|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -~]?)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const KEYS = /[\u0008\u007f\u0015\u0017\u001b]/;
/** Text and the keys in it, in turn. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const PARTS = /[\u0008\u007f\u0015\u0017]|[^\u0008\u007f\u0015\u0017]+/g;
/** What shows nothing is nothing to take back. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

const KILL_LINE = '\u0015';
const KILL_WORD = '\u0017';
const characters = new Intl.Segmenter('ko', { granularity: 'grapheme' });
const isSpace = (text: string | undefined) => text !== undefined && text.trim() === '';

/** Costs what the line is long. */
export function meant(line: string): string {
  if (!KEYS.test(line)) return line;
  const shown: string[] = [];
  for (const part of line.replace(ESCAPES, '').match(PARTS) ?? []) {
    if (part === '\b' || part === '\u007f') shown.pop();
    else if (part === KILL_LINE) shown.length = 0;
    else if (part === KILL_WORD) {
      while (isSpace(shown.at(-1))) shown.pop();
      while (shown.length > 0 && !isSpace(shown.at(-1))) shown.pop();
    } else {
      const text = part.replace(UNSEEN, '').normalize('NFC');
      for (const { segment } of characters.segment(text)) shown.push(segment);
    }
  }
  return shown.join('');
}
