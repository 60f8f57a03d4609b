/** Cuts text that is too long for a wire, between characters. Joined again, it is the text. */

/** Pieces of at most `maxBytes` bytes of UTF-8 each; an empty text is one empty piece. */
export const cutToBytes = (text: string, maxBytes: number): string[] =>
  text.length * 3 <= maxBytes ? [text] : cut(text, maxBytes, (char) => Buffer.byteLength(char));

/** Pieces of at most `maxChars` UTF-16 units each. */
export const cutToChars = (text: string, maxChars: number): string[] =>
  text.length <= maxChars ? [text] : cut(text, maxChars, (char) => char.length);

function cut(text: string, limit: number, sizeOf: (char: string) => number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let at = 0;
  let size = 0;
  for (const char of text) {
    const more = sizeOf(char);
    if (size + more > limit && at > start) {
      pieces.push(text.slice(start, at));
      start = at;
      size = 0;
    }
    size += more;
    at += char.length;
  }
  pieces.push(text.slice(start));
  return pieces;
}
