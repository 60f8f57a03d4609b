/** How much room a text takes in a terminal. */
import stringWidth from 'string-width';

/**
 * Rows that a text takes with `columns` columns, counted as Node's readline does: a wide character
 * that does not fit moves to the next row, and a full row is followed by an empty one.
 */
export function rowsOf(text: string, columns: number): number {
  let offset = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const width = stringWidth(segment);
    if (width === 2 && (offset + 1) % columns === 0) offset += 1;
    offset += width;
  }
  return Math.floor(offset / columns) + 1;
}

/** Padded with spaces to so many columns. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
