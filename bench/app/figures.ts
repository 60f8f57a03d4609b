/** Percentiles of many small measurements, beside those of a neighbour in the same run. */
import type { Column, Row, Table } from '../lib/report';
import { percentile } from '../lib/stats';

export interface Sample {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  most: number;
}

export type Percentile = Exclude<keyof Sample, 'n'>;

export interface Figure {
  what: string;
  unit: 'ms' | '%' | 'MB' | 'x';
  ours: Sample;
  /** The same measurement of something else in the same run. */
  beside?: Sample & { name: string };
  /** The value at this percentile is to be no more than this. */
  goal?: { p: Percentile; most: number };
}

export const sampleOf = (values: readonly number[]): Sample => ({
  n: values.length,
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  most: percentile(values, 1),
});

/** What was counted or read once. */
export const single = (value: number): Sample => sampleOf([value]);

const COLUMNS: readonly Column[] = [
  { key: 'unit', label: 'unit' },
  { key: 'n', label: 'n' },
  { key: 'p50', label: 'p50', digits: 1 },
  { key: 'p95', label: 'p95', digits: 1 },
  { key: 'p99', label: 'p99', digits: 1 },
  { key: 'most', label: 'most', digits: 1 },
  { key: 'beside', label: 'beside' },
  { key: 'theirs', label: 'its p50', digits: 1 },
  { key: 'theirs99', label: 'its p99', digits: 1 },
  { key: 'ratio', label: 'ratio p50', digits: 2 },
  { key: 'goal', label: 'goal' },
  { key: 'met', label: 'met' },
];

const rowOf = ({ what, unit, ours, beside, goal }: Figure): Row => ({
  name: what,
  cells: {
    unit,
    n: ours.n,
    p50: ours.p50,
    ...(ours.n > 1 && { p95: ours.p95, p99: ours.p99, most: ours.most }),
    ...(beside && {
      beside: beside.name,
      theirs: beside.p50,
      ratio: beside.p50 > 0 ? ours.p50 / beside.p50 : null,
      ...(beside.n > 1 && { theirs99: beside.p99 }),
    }),
    ...(goal && {
      goal: `${goal.p} <= ${goal.most} ${unit}`,
      met: ours[goal.p] <= goal.most ? 'yes' : 'no',
    }),
  },
});

export const tableOf = (
  title: string,
  figures: readonly Figure[],
  notes: readonly string[] = [],
): Table => ({
  title,
  columns: COLUMNS,
  rows: figures.map(rowOf),
  notes: ['Nothing is kept to one core here: app, server and load share all of them.', ...notes],
});
