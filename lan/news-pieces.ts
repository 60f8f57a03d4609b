/** Lines of news as the datagrams of the old news programs (docs/wires/news.md). */
import { newsBytesOf } from '../protocol/lan';
import { NEWS_MAX_BYTES } from '../protocol/limits';

const NEWLINE = '\n';

/**
 * A line in pieces of at most `most` bytes of UTF-8, cut between characters as people see them
 * where such a character fits, and never inside a code point. The last piece ends with a newline
 * where there is room for one, as the old programs read their file. An empty line is one newline.
 */
export function newsPieces(line: string, most = NEWS_MAX_BYTES): string[] {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const part of charactersOf(line.replace(/[\r\n]+$/, ''), most)) {
    const size = newsBytesOf(part);
    if (bytes + size > most) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += part;
    bytes += size;
  }
  if (bytes < most) piece += NEWLINE;
  return [...pieces, piece];
}

/** Characters as people see them; one of many code points that is itself too large comes apart. */
function* charactersOf(text: string, most: number): Generator<string> {
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (newsBytesOf(segment) <= most) yield segment;
    else yield* segment;
  }
}
