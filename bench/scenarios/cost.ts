/**
 * The cost model: what a burst, a message, a write and a delivery inside a write cost in CPU. One
 * speaks in bursts of k to a room of m, the next burst when all have the last one; the four costs
 * are the least squares over a grid of k and m.
 */
import type { Row, Scenario, Settings } from '../lib/report';
import { spreadOf } from '../lib/stats';
import { Crowd } from '../load/crowd';
import { type Neighbour, ours, startAll, theLimit } from '../neighbours';
import type { ServerProcess } from '../server-process';

const MEMBERS = [10, 100, 400];
const BURSTS = [1, 8, 64, 250];
const MEASURE_MS = 1_200;
const QUICK_MS = 150;
const MICRO = 1e6;

/** CPU seconds of the server for each burst. */
async function perBurst(
  server: ServerProcess,
  crowd: Crowd,
  burst: number,
  forMs: number,
): Promise<number> {
  crowd.forget();
  let bursts = 0;
  let before = 0;
  const started = performance.now();
  await new Promise<void>((resolve) => {
    let warm = false;
    crowd.watch((count) => {
      if (count < (bursts + 1) * burst) return;
      bursts += 1;
      const passed = performance.now() - started;
      if (!warm && passed > forMs / 4) {
        warm = true;
        bursts = 0;
        before = server.cpu();
        crowd.forget();
      }
      if (warm && passed > forMs) resolve();
      else crowd.sayAtOnce(burst);
    });
    crowd.sayAtOnce(burst);
  });
  crowd.watch(() => {});
  const cpu = server.cpu() - before;
  return cpu / Math.max(1, bursts);
}

/** Of `rows` times x equals `values`, with small x: the normal equations, by elimination. */
export function leastSquares(rows: readonly number[][], values: readonly number[]): number[] {
  const size = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (__, j) => sum(rows.map((row) => at(row, i) * at(row, j)))),
    sum(rows.map((row, r) => at(row, i) * at(values, r))),
  ]);
  for (let i = 0; i < size; i += 1) {
    const pivot = matrix[i] as number[];
    for (let r = 0; r < size; r += 1) {
      if (r === i) continue;
      const row = matrix[r] as number[];
      const factor = at(row, i) / at(pivot, i);
      for (let c = i; c <= size; c += 1) row[c] = at(row, c) - factor * at(pivot, c);
    }
  }
  return matrix.map((row, i) => at(row, size) / at(row, i));
}

const at = (values: readonly number[], i: number): number => values[i] ?? 0;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const COSTS = [
  { key: 'burst', label: 'µs a burst (wake-up, commit)', digits: 1 },
  { key: 'message', label: 'µs a message', digits: 2 },
  { key: 'write', label: 'µs a write', digits: 2 },
  { key: 'delivery', label: 'ns a delivery inside a write' },
];

async function costsOf(neighbour: Neighbour, settings: Settings): Promise<number[][]> {
  const { quick, runs, say } = settings;
  const grids: { rows: number[][]; values: number[] }[] = Array.from({ length: runs }, () => ({
    rows: [],
    values: [],
  }));
  for (const members of quick ? [10, 50] : MEMBERS) {
    const { started } = await startAll([neighbour]);
    const one = started[0];
    if (!one) return [];
    const { server } = one;
    const crowd = await Crowd.gather(server, neighbour.wire(), {
      ...{ rooms: 1, members, senders: 1, inFlight: 0 },
    });
    for (const grid of grids) {
      say(`  ${neighbour.name}: ${members}`);
      for (const burst of quick ? [1, 32] : BURSTS) {
        const cost = await perBurst(server, crowd, burst, quick ? QUICK_MS : MEASURE_MS);
        // weighted by their size, so that small bursts count as much as large ones
        const weight = 1 / Math.max(cost, 1e-9);
        grid.rows.push([1, burst, members, burst * members].map((count) => count * weight));
        grid.values.push(1);
      }
    }
    crowd.leave();
    await server.stop();
  }
  return grids.map(({ rows, values }) => leastSquares(rows, values).map((cost) => cost * MICRO));
}

export const cost: Scenario = {
  name: 'cost',
  about: 'What a commit, a message, a write and a delivery inside a write cost in CPU',
  async run(settings) {
    const kinds = [
      ours(),
      ours('flushed at checkpoints only (normal)', { durability: 'normal' }),
      ours('a log in memory', { memory: true }),
      ours('not numbered', {}, false),
      theLimit,
    ];
    const rows: Row[] = [];
    for (const kind of kinds) {
      const found = await costsOf(kind, { ...settings, runs: Math.min(3, settings.runs) });
      if (found.length === 0) continue;
      const cells = COSTS.map(({ key }, i) => {
        const scale = key === 'delivery' ? 1000 : 1;
        return [key, spreadOf(found.map((costs) => at(costs, i) * scale))] as const;
      });
      rows.push({ name: kind.name, cells: Object.fromEntries(cells) });
    }
    return [
      {
        title: 'CPU of the server, by what it is spent on',
        columns: COSTS,
        rows,
        notes: [
          'One commit a burst; a write to a member has with it what that member confirms: one frame for each 512 events, or after 200 ms.',
        ],
        plot: {
          kind: 'bars',
          title: 'CPU for one message, and for one write',
          y: 'µs',
          series: (['message', 'write'] as const).map((key) => ({
            name: key,
            points: rows.map(({ name, cells }) => ({
              x: name,
              y: Math.max(0, (cells[key] as { median: number }).median),
            })),
          })),
        },
      },
    ];
  },
};
