/** Columns as wide as a terminal shows them: Hangul and emoji take two places. */
import stringWidth from 'string-width';

export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Rows of cells as lines; what is empty at the end of a row leaves no spaces behind. */
export function columns(rows: readonly (readonly string[])[], gap = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) => padded(cell, widths[i] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}
