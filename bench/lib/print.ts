/** Tables as text and as Markdown. */
import type { Cell, Column, Table } from './report';
import type { Spread } from './stats';

const number = (value: number, digits: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : '-';

const isSpread = (cell: Cell): cell is Spread => typeof cell === 'object' && cell !== null;

/** The middle, and in brackets the lowest and the highest where there were several runs. */
export function shown(cell: Cell | undefined, { digits = 0 }: Pick<Column, 'digits'>): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (!isSpread(cell)) return number(cell, digits);
  const median = number(cell.median, digits);
  if (cell.runs < 2) return median;
  return `${median} (${number(cell.low, digits)} to ${number(cell.high, digits)})`;
}

const cellsOf = ({ columns, rows }: Table): string[][] =>
  rows.map(({ name, cells }) => [
    name,
    ...columns.map((column) => shown(cells[column.key], column)),
  ]);

export function asText(table: Table): string {
  const lines = [['', ...table.columns.map(({ label }) => label)], ...cellsOf(table)];
  const widths = (lines[0] as string[]).map((_, i) =>
    Math.max(...lines.map((line) => (line[i] as string).length)),
  );
  const text = lines.map((line) =>
    line
      .map((cell, i) =>
        i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number),
      )
      .join('  ')
      .trimEnd(),
  );
  const notes = (table.notes ?? []).map((note) => `  ${note}`);
  return [`\n${table.title}`, ...text.map((line) => `  ${line}`), ...notes, ''].join('\n');
}

export function asMarkdown(table: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['', ...table.columns.map(({ label }) => label)];
  const border = head.map((_, i) => (i === 0 ? '---' : '---:'));
  const notes = (table.notes ?? []).map((note) => `\n${note}\n`);
  return [`### ${table.title}\n`, ...[head, border, ...cellsOf(table)].map(row), ...notes, ''].join(
    '\n',
  );
}
