/**
 * What a run leaves behind. Each scenario has one JSON file, and plots; with `--write` they are
 * those of docs/benchmarks/, and its page is made from them anew.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from './machine';
import { overview } from './overview';
import { svg } from './plot';
import { asMarkdown } from './print';
import type { Scenario, Table } from './report';

export interface Kept {
  readonly scenario: string;
  readonly about: string;
  /** Day of the run. */
  readonly day: string;
  readonly machine: Machine;
  readonly quick: boolean;
  readonly runs: number;
  readonly tables: readonly Table[];
}

const FOLDERS = { write: 'docs/benchmarks', look: 'out/benchmarks' } as const;
const BEGIN = '<!-- made by `npm run bench -- --write`: begin -->';
const END = '<!-- made by `npm run bench -- --write`: end -->';

export const folderFor = (write: boolean): string => FOLDERS[write ? 'write' : 'look'];

const plotName = (scenario: string, i: number): string =>
  `${scenario}${i === 0 ? '' : `-${i + 1}`}.svg`;

export function keep(folder: string, kept: Kept): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${kept.scenario}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  kept.tables.forEach(({ plot }, i) => {
    if (plot) writeFileSync(path.join(folder, plotName(kept.scenario, i)), svg(plot));
  });
}

function section({ scenario, about, day, machine, runs, tables }: Kept): string {
  const { cores, model, system, node, pinned } = machine;
  const where = pinned ? 'server and load on a core each' : 'server and load not pinned to cores';
  const shown = tables.map((table, i) => {
    const picture = table.plot ? `![${table.plot.title}](${plotName(scenario, i)})\n` : '';
    return `${asMarkdown(table)}\n${picture}`;
  });
  const head = `## ${scenario}\n\n${about}. \`npm run bench -- ${scenario}\`, ${day}: ${model}, ${cores} cores, ${system}, Node ${node}; ${where}; ${runs} interleaved runs, median (lowest to highest).\n`;
  return [head, ...shown].join('\n');
}

/** The page between its two marks, out of all JSON files that lie beside it. */
export function writePage(folder: string, scenarios: readonly Pick<Scenario, 'name'>[]): void {
  const page = path.join(folder, 'README.md');
  const text = readFileSync(page, 'utf8');
  const all = scenarios.flatMap(({ name }) => {
    const file = path.join(folder, `${name}.json`);
    return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as Kept] : [];
  });
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.split(END)[1] ?? '\n';
  writeFileSync(
    page,
    `${before}${BEGIN}\n\n${overview(all)}\n${all.map(section).join('\n')}\n${END}${after}`,
  );
}
