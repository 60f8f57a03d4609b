/** What a scenario hands back, whatever it measures: tables of figures, and plots of them. */
import type { Machine } from './machine';
import type { Spread } from './stats';

/** A cell is the middle of several runs and how far they lie apart, a number, or words. */
export type Cell = Spread | number | string | null;

export interface Column {
  readonly key: string;
  readonly label: string;
  /** Digits after the point; 0 when left out. */
  readonly digits?: number;
}

export interface Row {
  readonly name: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number | string; readonly y: number }[];
}

export interface Plot {
  /** `bars`: one bar for each point of each series; `lines`: x is a number. */
  readonly kind: 'bars' | 'lines';
  readonly title: string;
  readonly x?: string;
  readonly y: string;
  /** Axes on which each step is a multiple. */
  readonly log?: { readonly x?: boolean; readonly y?: boolean };
  readonly series: readonly Series[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Said below: what was skipped, what a figure leaves out. */
  readonly notes?: readonly string[];
  readonly plot?: Plot;
}

export interface Settings {
  /** Small enough for a busy machine: shows that it works, its figures are worth nothing. */
  readonly quick: boolean;
  /** How often each server is measured, in turn with the others. */
  readonly runs: number;
  readonly machine: Machine;
  /** Progress, one line. */
  say(line: string): void;
}

export interface Scenario {
  /** As on the command line, and the name of its files. */
  readonly name: string;
  readonly about: string;
  run(settings: Settings): Promise<readonly Table[]>;
}
