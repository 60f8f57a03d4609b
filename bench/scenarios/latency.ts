/**
 * How long a message takes at a fixed rate, from when it was due to when it came: whoever is late in
 * sending, because the server holds them up, counts that too (no coordinated omission).
 */
import type { Row, Scenario, Settings } from '../lib/report';
import { pause, percentile, ratios, spreadOf } from '../lib/stats';
import { Crowd } from '../load/crowd';
import {
  beforeIsKnown,
  everybody,
  LIMIT,
  NEIGHBOURS,
  type Neighbour,
  ours,
  startAll,
  theLimit,
} from '../neighbours';
import type { ServerProcess } from '../server-process';

const MEMBERS = 100;
const SENDERS = 10;
/** Messages a second, each to everybody. */
const RATES = [1_000, 2_000];
/** Until what is often run has been compiled: each function of that holds a server up for some ms, once. */
const WARM_UP_MS = 5_000;
const MEASURE_MS = 3_000;
/** Of a dozen servers at two rates. */
const RUNS = 3;
const QUICK_MS = 500;

interface Run {
  readonly p50: number;
  readonly p99: number;
  /** Share of a core, in percent. */
  readonly cpu: number;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The load looks at the clock all the time, so that it is not late itself. */
async function atRate(
  server: ServerProcess,
  crowd: Crowd,
  rate: number,
  forMs: number,
): Promise<Run> {
  crowd.forget();
  const times: number[] = [];
  const started = performance.now();
  const every = 1000 / rate;
  let seen = 0;
  crowd.watch((count) => {
    const now = performance.now() - started;
    for (; seen < count; seen += 1) times.push(now - seen * every);
  });
  const total = Math.floor(forMs / every);
  const before = server.cpu();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, 1 + Math.floor((performance.now() - started) / every));
    crowd.sayByTurns(due - sent, sent);
    sent = due;
    await turn();
  }
  const seconds = (performance.now() - started) / 1000;
  const cpu = (100 * (server.cpu() - before)) / seconds;
  await crowd.complete();
  if (seen !== total) throw new Error(`${seen} of ${total} messages came`);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), cpu };
}

async function measure(rate: number, kinds: readonly Neighbour[], settings: Settings) {
  const { quick, say } = settings;
  const runs = Math.min(RUNS, settings.runs);
  const { started, skipped } = await startAll(kinds);
  const shape = { rooms: 1, members: quick ? 30 : MEMBERS, senders: SENDERS, inFlight: 0 };
  const all: { name: string; server: ServerProcess; crowd: Crowd; list: Run[] }[] = [];
  for (const { neighbour, server } of started) {
    const crowd = await Crowd.gather(server, neighbour.wire(), shape);
    all.push({ name: neighbour.name, server, crowd, list: [] });
  }
  for (let i = 0; i < runs; i += 1) {
    for (const { name, server, crowd, list } of all) {
      say(`  run ${i + 1}: ${name}`);
      if (i === 0) await atRate(server, crowd, rate, quick ? QUICK_MS / 2 : WARM_UP_MS);
      list.push(await atRate(server, crowd, rate, quick ? QUICK_MS : MEASURE_MS));
    }
  }
  for (const { server, crowd } of all) {
    crowd.leave();
    await server.stop();
  }
  await pause(0);
  return { all, skipped };
}

const COLUMNS = [
  { key: 'p50', label: 'ms, p50', digits: 2 },
  { key: 'p99', label: 'ms, p99', digits: 2 },
  { key: 'p50limit', label: 'p50 as a multiple of the limit', digits: 2 },
  { key: 'p99limit', label: 'p99 as a multiple of the limit', digits: 2 },
  { key: 'cpu', label: 'server, % of its core', digits: 1 },
];

/** With the goals: 1.2 and 3 times the limit; 20 % of a core at 200,000 deliveries a second. */
export const latency: Scenario = {
  name: 'latency',
  about: 'From when a message was due to when it came, at fixed rates, a room of 100',
  async run(settings) {
    const normal = ours('Sarangbang, flushed at checkpoints', { durability: 'normal' });
    const memory = ours('Sarangbang, a log in memory', { memory: true });
    // The server has one core here, which V8's own threads share with it.
    const alone = ours('Sarangbang, garbage collected without threads', {
      node: ['--single-threaded-gc'],
    });
    const others = NEIGHBOURS.filter(({ name }) => name !== LIMIT);
    const kinds = beforeIsKnown()
      ? everybody()
      : [ours(), alone, normal, memory, theLimit, ...others];
    const tables = [];
    for (const rate of settings.quick ? RATES.slice(0, 1) : RATES) {
      const { all, skipped } = await measure(rate, kinds, settings);
      const limit = all.find(({ name }) => name === LIMIT)?.list;
      const rows = all.map(({ name, list }): Row => {
        const its = (pick: (run: Run) => number) => list.map(pick);
        const beside = (pick: (run: Run) => number) =>
          limit ? ratios(its(pick), limit.map(pick)) : null;
        return {
          name,
          cells: {
            p50: spreadOf(its(({ p50 }) => p50)),
            p99: spreadOf(its(({ p99 }) => p99)),
            p50limit: beside(({ p50 }) => p50),
            p99limit: beside(({ p99 }) => p99),
            cpu: spreadOf(its(({ cpu }) => cpu)),
          },
        };
      });
      const each = (rate * MEMBERS).toLocaleString('en');
      const title = `${rate.toLocaleString('en')} messages/s, ${each} deliveries/s`;
      const points = (key: 'p50' | 'p99') =>
        all.map(({ name, list }) => ({ x: name, y: spreadOf(list.map((run) => run[key])).median }));
      tables.push({
        title,
        columns: COLUMNS,
        rows,
        notes: [
          ...skipped,
          'Goals: p50 at most 1.2 times and p99 at most 3 times the limit at 1,000 messages/s; at most 20 % of a core and p99 under 5 ms at 2,000. The load watches its clock without a pause: its core is always busy.',
        ],
        plot: {
          kind: 'bars' as const,
          title,
          y: 'ms from due to there, p50 and p99',
          log: { y: true },
          series: [
            { name: 'p50', points: points('p50') },
            { name: 'p99', points: points('p99') },
          ],
        },
      });
    }
    return tables;
  },
};
