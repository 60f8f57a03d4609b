/** The goals of the project, each with what the scenarios found: the head of docs/benchmarks/. */
import type { Kept } from './keep';
import { asMarkdown, shown } from './print';
import type { Cell, Column, Row, Table } from './report';
import type { Spread } from './stats';

const FAN_OUTS = ['f10', 'f100', 'f1000', 'rooms', 'w1'];
const FAN_OUT_LABELS: Readonly<Record<string, string>> = {
  f10: 'room of 10',
  f100: 'room of 100',
  f1000: 'room of 1,000',
  rooms: '100 rooms of 10',
  w1: 'room of 100, one under way',
};
const LIMIT = 'C, coalescing (the limit)';

/** Goals of tables whose rows do not say theirs. */
interface Wanted {
  readonly what: string;
  readonly scenario: string;
  /** Which of its tables; the first when left out. */
  readonly table?: number;
  readonly row: string;
  readonly column: string;
  readonly digits?: number;
  readonly least?: number;
  readonly most?: number;
}

const OURS = 'Sarangbang';
const at = (scenario: string, table = 0, row = OURS) => ({ scenario, table, row });
const WANTED: readonly Wanted[] = [
  {
    ...at('latency'),
    what: '1,000 messages/s to 100: p50, times the limit',
    ...{ column: 'p50limit', most: 1.2, digits: 1 },
  },
  {
    ...at('latency'),
    what: 'the same: p99, times the limit',
    ...{ column: 'p99limit', most: 3, digits: 1 },
  },
  {
    ...at('latency', 1),
    what: '200,000 deliveries/s: % of a core',
    ...{ column: 'cpu', most: 20 },
  },
  { ...at('latency', 1), what: 'the same: p99 in ms', ...{ column: 'p99', most: 5, digits: 1 } },
  {
    ...at('idle', 0, 'Sarangbang, in the room'),
    what: '10,000 who say nothing: KB each',
    ...{ column: 'each10000', most: 7, digits: 1 },
  },
  {
    ...at('idle', 0, 'Sarangbang, in the room'),
    what: 'the same: MB in all',
    ...{ column: 'total10000', most: 110 },
  },
  {
    ...at('handshakes', 0, 'Sarangbang, to its first answer'),
    what: 'plain handshakes per CPU second',
    ...{ column: 'perCpu', least: 12_000 },
  },
];

interface Found {
  readonly what: string;
  readonly goal: string;
  readonly ours: string;
  readonly met: boolean;
}

const middle = (cell: Cell | undefined): number =>
  typeof cell === 'number' ? cell : ((cell as Spread | null | undefined)?.median ?? Number.NaN);

/** A room in which many speak: a share of the limit, or so many times a neighbour. */
function ofFanOut(kept: Kept): Found[] {
  const [table] = kept.tables;
  const label = FAN_OUT_LABELS[kept.scenario] ?? kept.scenario;
  return (table?.rows ?? []).flatMap(({ name, cells }): Found[] => {
    if (typeof cells.goal !== 'number') return [];
    const what = name === LIMIT ? `${label}: share of the limit` : `${label}: times ${name}`;
    const ours = shown(cells.ours, { digits: 2 });
    return [{ what, goal: `≥ ${cells.goal}`, ours, met: cells.met === 'met' }];
  });
}

/** In the app: `p99 <= 60 ms`. */
const ofApp = (kept: Kept): Found[] =>
  kept.tables.flatMap(({ title, rows }) =>
    rows.flatMap(({ name, cells }): Found[] => {
      if (typeof cells.goal !== 'string' || cells.goal === '') return [];
      const [percentile = ''] = cells.goal.split(' ');
      const ours = shown(cells[percentile], { digits: 1 });
      const goal = cells.goal.replace('<=', '≤');
      return [{ what: `${title}: ${name}`, goal, ours, met: cells.met === 'yes' }];
    }),
  );

function ofWanted(wanted: Wanted, all: readonly Kept[]): Found[] {
  const { scenario, table = 0, row, column, digits = 0, least, most } = wanted;
  const found = all.find((kept) => kept.scenario === scenario)?.tables[table];
  const cell = found?.rows.find(({ name }) => name === row)?.cells[column];
  if (cell === undefined || cell === null) return [];
  const value = middle(cell);
  const met = value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? value);
  const goal = least === undefined ? `≤ ${most}` : `≥ ${least.toLocaleString('en')}`;
  return [{ what: wanted.what, goal, ours: shown(cell, { digits }), met }];
}

function servers(all: readonly Kept[]): Table {
  const found = FAN_OUTS.flatMap((name) => all.find(({ scenario }) => scenario === name) ?? []);
  const names = new Set(found.flatMap(({ tables }) => tables[0]?.rows.map(({ name }) => name)));
  const columns = found.map(
    ({ scenario }): Column => ({ key: scenario, label: FAN_OUT_LABELS[scenario] ?? scenario }),
  );
  const cellOf = (kept: Kept, name: string): string => {
    const cells = kept.tables[0]?.rows.find((row) => row.name === name)?.cells;
    if (!cells) return '';
    const deliveries = Math.round(middle(cells.perCpu)).toLocaleString('en');
    return `${deliveries} (${shown(middle(cells.share), { digits: 2 })})`;
  };
  const rows = [...names].flatMap((name): Row[] => {
    if (name === undefined) return [];
    const cells = Object.fromEntries(found.map((kept) => [kept.scenario, cellOf(kept, name)]));
    return [{ name, cells }];
  });
  return {
    title: 'Thousand deliveries per second of server CPU, in brackets the share of the limit',
    columns,
    rows,
  };
}

function goals(all: readonly Kept[]): Table {
  const found = [
    ...all.filter(({ scenario }) => FAN_OUTS.includes(scenario)).flatMap(ofFanOut),
    ...WANTED.flatMap((wanted) => ofWanted(wanted, all)),
    ...all.filter(({ scenario }) => scenario.startsWith('app-')).flatMap(ofApp),
  ];
  return {
    title: 'The goals',
    columns: [
      { key: 'goal', label: 'goal' },
      { key: 'ours', label: 'ours' },
      { key: 'met', label: '' },
    ],
    rows: found.map(({ what, met, ...cells }) => ({
      name: what,
      cells: { ...cells, met: met ? 'met' : 'not met' },
    })),
  };
}

/** Two tables in Markdown, out of what lies there of all scenarios. */
export const overview = (all: readonly Kept[]): string =>
  [goals(all), servers(all)].map((table) => asMarkdown(table)).join('\n');
