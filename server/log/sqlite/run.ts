/**
 * A run: ordinary messages that follow one another in a room and were committed together, in one
 * row (docs/decisions/0028-runs.md). Its id and its seq are those of its last event, `first` is the
 * seq of its first: ids count events. Their JSON stands in lines, and so do their marks. A row
 * without `first` is one event.
 */
import type { Seq } from '../../../protocol/ids';

export interface StoredRun {
  readonly seq: Seq;
  readonly first: Seq | null;
  readonly json: string;
}

/** JSON has no line feed of its own. */
const BETWEEN = '\n';

export const joined = (texts: readonly string[]): string => texts.join(BETWEEN);

/** The JSON of all its events, rising. */
export const textsOf = ({ first, json }: StoredRun): readonly string[] =>
  first === null ? [json] : json.split(BETWEEN);

/** The JSON of the event of a seq; null when the row has none of that seq. */
export function textAt(row: StoredRun, seq: Seq): string | null {
  if (row.first === null) return row.seq === seq ? row.json : null;
  if (seq < row.first || seq > row.seq) return null;
  let start = 0;
  for (let i = row.first; i < seq; i += 1) start = row.json.indexOf(BETWEEN, start) + 1;
  const end = row.json.indexOf(BETWEEN, start);
  return row.json.slice(start, end === -1 ? undefined : end);
}

/** What the row holds once the event of a seq that it has is another text. */
export const withTextAt = (row: StoredRun, seq: Seq, text: string): string =>
  joined(textsOf(row).map((one, i) => ((row.first ?? row.seq) + i === seq ? text : one)));

/** How a run keeps whose numbers its events had: a line for each, empty for one without. */
export const markLine = (outbox: number, n: number, hash: string): string =>
  `${outbox} ${n} ${hash}`;

/** The event of a number, by the marks of a run; null when it has none of that number. */
export function byNumber(
  first: Seq,
  marks: string,
  outbox: number,
  n: number,
): { seq: Seq; hash: string } | null {
  const begin = markLine(outbox, n, '');
  const lines = marks.split(BETWEEN);
  const i = lines.findIndex((line) => line.startsWith(begin));
  return i === -1 ? null : { seq: first + i, hash: (lines[i] as string).slice(begin.length) };
}
