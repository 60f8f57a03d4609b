/** Rooms in which many speak: deliveries per second of the server's CPU, beside everybody else. */
import type { Cell, Row, Scenario, Settings, Table } from '../lib/report';
import { ratios, type Spread, spreadOf } from '../lib/stats';
import { Crowd, type Measured, type Shape } from '../load/crowd';
import { everybody, LIMIT, type Neighbour, OURS, type Started, startAll } from '../neighbours';

export interface Goal {
  /** Share of the limit, at least. */
  readonly limit: number;
  /** Times as much as a neighbour, at least. */
  readonly others: Readonly<Record<string, number>>;
}

const WARM_UP_MS = 500;
const MEASURE_MS = 2_000;
/** The first time around, until what is often run has been compiled. */
const FIRST_MS = 2_000;
const QUICK_MS = 250;

export interface Result {
  readonly started: Started;
  readonly crowd: Crowd;
  readonly runs: Measured[];
}

export const perCpu = ({ deliveries, cpu }: Measured): number => deliveries / cpu / 1000;

/** Each server in turn, as often as there are runs; everybody stays in from the first to the last. */
export async function inTurn(
  neighbours: readonly Neighbour[],
  shape: Shape,
  { quick, runs, say }: Settings,
): Promise<{ results: Result[]; skipped: string[] }> {
  const { started, skipped } = await startAll(neighbours);
  const results: Result[] = [];
  for (const one of started) {
    const crowd = await Crowd.gather(one.server, one.neighbour.wire(), shape);
    results.push({ started: one, crowd, runs: [] });
  }
  const [warmUp, measure] = quick ? [QUICK_MS / 2, QUICK_MS] : [WARM_UP_MS, MEASURE_MS];
  for (let i = 0; i < runs; i += 1) {
    for (const { started: one, crowd, runs: list } of results) {
      say(`  run ${i + 1}: ${one.neighbour.name}`);
      const first = i === 0 && !quick ? FIRST_MS : 0;
      list.push(await crowd.measure(shape.inFlight, first + warmUp, measure));
    }
  }
  for (const { started: one, crowd } of results) {
    crowd.leave();
    await one.server.stop();
  }
  return { results, skipped };
}

const NOBODY: Measured[] = [];
const of = (results: readonly Result[], name: string): Measured[] =>
  results.find(({ started }) => started.neighbour.name === name)?.runs ?? NOBODY;

/** How each server's figure stands to ours, in the same run. */
function row(result: Result, results: readonly Result[], goal: Goal | null): Row {
  const { name } = result.started.neighbour;
  const mine = of(results, OURS).map(perCpu);
  const limit = of(results, LIMIT).map(perCpu);
  const its = result.runs.map(perCpu);
  const wanted = name === LIMIT ? goal?.limit : goal?.others[name];
  const beside: Cell = name === OURS || mine.length === 0 ? null : ratios(mine, its);
  return {
    name,
    cells: {
      perCpu: spreadOf(its),
      perSecond: spreadOf(
        result.runs.map(({ deliveries, seconds }) => deliveries / seconds / 1000),
      ),
      share: limit.length === 0 ? null : ratios(its, limit),
      ours: beside,
      goal: wanted ?? null,
      met: wanted === undefined || beside === null ? '' : met(beside as Spread, wanted),
      busy: spreadOf(result.runs.map(({ cpu, seconds }) => (100 * cpu) / seconds)),
      load: spreadOf(result.runs.map(({ load }) => 100 * load)),
    },
  };
}

export const met = ({ median }: Spread, wanted: number): string =>
  median >= wanted ? 'met' : 'not met';

export function fanOutTable(
  title: string,
  { results, skipped }: { results: readonly Result[]; skipped: readonly string[] },
  goal: Goal | null,
): Table {
  const rows = results.map((result) => row(result, results, goal));
  return {
    title,
    columns: [
      { key: 'perCpu', label: 'thousand deliveries per CPU second' },
      { key: 'share', label: 'share of the limit', digits: 2 },
      { key: 'ours', label: 'ours as a multiple of it', digits: 2 },
      { key: 'goal', label: 'goal', digits: 2 },
      { key: 'met', label: '' },
      { key: 'perSecond', label: 'thousand deliveries/s' },
      { key: 'busy', label: 'server, % of its core' },
      { key: 'load', label: 'load, % of its core' },
    ],
    rows,
    notes: skipped,
    plot: {
      kind: 'bars',
      title,
      y: 'thousand deliveries per second of server CPU',
      log: { y: true },
      series: [
        {
          name: 'deliveries',
          points: rows.map(({ name, cells }) => ({ x: name, y: (cells.perCpu as Spread).median })),
        },
      ],
    },
  };
}

function fanOut(name: string, about: string, shape: Shape, goal: Goal): Scenario {
  return {
    name,
    about,
    async run(settings) {
      const small = {
        ...shape,
        members: Math.min(shape.members, 50),
        rooms: Math.min(shape.rooms, 5),
      };
      const used = settings.quick ? small : shape;
      return [fanOutTable(about, await inTurn(everybody(), used, settings), goal)];
    },
  };
}

const ROOM = { rooms: 1, senders: 10, inFlight: 16 };

export const fanOuts: readonly Scenario[] = [
  fanOut(
    'f100',
    'A room of 100, ten speak, 16 messages of each under way',
    { ...ROOM, members: 100 },
    {
      limit: 0.9,
      others: { ngircd: 4.5, NATS: 3, ws: 65, 'socket.io': 90 },
    },
  ),
  fanOut(
    'f1000',
    'A room of 1,000, ten speak, 16 messages of each under way',
    { ...ROOM, members: 1000 },
    {
      limit: 0.8,
      others: { ngircd: 4, inspircd: 4, NATS: 5 },
    },
  ),
  fanOut(
    'rooms',
    '100 rooms of 10, one speaks in each, 16 messages of each under way',
    { rooms: 100, members: 10, senders: 1, inFlight: 16 },
    {
      limit: 0.65,
      others: { ngircd: 7, inspircd: 1.1, NATS: 1.7 },
    },
  ),
  fanOut(
    'f10',
    'A room of 10, nine speak, 16 messages of each under way',
    { ...ROOM, members: 10 },
    {
      limit: 0.5,
      others: { NATS: 1.2 },
    },
  ),
  fanOut(
    'w1',
    'A room of 100, ten speak, one message of each under way',
    { ...ROOM, members: 100, inFlight: 1 },
    {
      limit: 0.8,
      others: { ngircd: 1.05 },
    },
  ),
];
