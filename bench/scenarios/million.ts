/** A server with a million messages: its start, leafing back, and searching. */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Row, Scenario, Settings, Table } from '../lib/report';
import { pause, percentile, spreadOf } from '../lib/stats';
import { fillMessages } from '../load/history-file';
import { connectReader, type Reader } from '../load/reader';
import { WORDS } from '../search';
import { startSarangbang, temporaryFolder } from '../server-process';

const MESSAGES = [0, 100_000, 1_000_000];
const QUICK_MESSAGES = [0, 5_000];
const PAGES = 400;
const ROUNDS = 20;
const INDEX_WAIT_MS = 10 * 60_000;
const MB = 1_000_000;

/** From the start of the process until it listens, in turn with the others. */
async function starts(
  folders: ReadonlyMap<number, string>,
  { runs, say }: Settings,
): Promise<Table> {
  const times = new Map<number, number[]>([...folders.keys()].map((count) => [count, []]));
  const memory = new Map<number, number>();
  const cpu = new Map<number, number>();
  for (let i = 0; i < runs; i += 1) {
    for (const [count, data] of folders) {
      say(`  start ${i + 1}: ${count}`);
      const started = performance.now();
      const server = await startSarangbang({ data });
      times.get(count)?.push(performance.now() - started);
      cpu.set(count, 1000 * server.cpu());
      memory.set(count, server.memory() / 1024 / 1024);
      await server.stop();
    }
  }
  const counts = [...folders.keys()];
  const base = times.get(counts[0] as number) ?? [];
  const log = (data: string) => statSync(path.join(data, 'log.db')).size / MB;
  const rows = [...folders].map(([count, data]): Row => {
    const its = times.get(count) ?? [];
    return {
      name: `${count.toLocaleString('en')} messages`,
      cells: {
        start: spreadOf(its),
        more: spreadOf(its.map((time, i) => time - (base[i] ?? 0))),
        cpu: cpu.get(count) ?? null,
        memory: memory.get(count) ?? null,
        log: log(data),
      },
    };
  });
  return {
    title: 'Start of a server, by messages in its log',
    columns: [
      { key: 'start', label: 'ms until it listens' },
      { key: 'more', label: 'ms more than without any' },
      { key: 'cpu', label: 'ms of CPU' },
      { key: 'memory', label: 'MB resident then' },
      { key: 'log', label: 'MB on the disk' },
    ],
    rows,
    plot: {
      kind: 'lines',
      title: 'Memory of a server that has just started, against messages stored',
      x: 'messages stored',
      y: 'MB resident',
      series: [
        { name: 'memory', points: counts.map((x) => ({ x, y: memory.get(x) ?? Number.NaN })) },
      ],
    },
  };
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const asked = performance.now();
  await work();
  return performance.now() - asked;
};

const quantiles = (times: readonly number[]): Row['cells'] => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
  most: Math.max(...times),
});

const QUANTILES = [
  { key: 'p50', label: 'ms, p50', digits: 2 },
  { key: 'p95', label: 'ms, p95', digits: 2 },
  { key: 'p99', label: 'ms, p99', digits: 2 },
  { key: 'most', label: 'ms, most', digits: 2 },
];

async function leaf(reader: Reader, count: number, pages: number): Promise<Row[]> {
  const places: Record<string, (i: number) => number> = {
    'the newest page': () => count + 1,
    'a page from the middle': () => Math.floor(count / 2),
    'the oldest page': () => Math.min(count, 201),
    'a page somewhere': (i) => 1 + ((i * 7919 * 104_729) % count),
  };
  const rows: Row[] = [];
  for (const [name, before] of Object.entries(places)) {
    const times: number[] = [];
    for (let i = 0; i < pages; i += 1) times.push(await timed(() => reader.page(before(i))));
    rows.push({ name, cells: quantiles(times) });
  }
  return rows;
}

/** The first search makes the index: how long that takes, and its size. */
async function untilIndexed(reader: Reader, data: string): Promise<string> {
  const began = performance.now();
  let first: number | null = null;
  while (performance.now() - began < INDEX_WAIT_MS) {
    const asked = performance.now();
    const { partial } = await reader.find(['뷁뷁뷁']);
    const took = performance.now() - asked;
    first ??= took;
    if (!partial && took < 20 && performance.now() - began > 1_000) break;
    await pause(250);
  }
  const size = statSync(path.join(data, 'search.db')).size / MB;
  const seconds = (performance.now() - began) / 1000;
  return `The first search took ${(first ?? 0).toFixed(0)} ms; the index was whole after ${seconds.toFixed(0)} s, ${size.toFixed(0)} MB.`;
}

async function search(reader: Reader, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, words] of Object.entries(WORDS)) {
    const times: number[] = [];
    for (let i = 0; i < rounds; i += 1)
      for (const word of words) times.push(await timed(() => reader.find(word.split(' '))));
    rows.push({ name, cells: quantiles(times) });
  }
  return rows;
}

async function readers(count: number, data: string, settings: Settings): Promise<Table[]> {
  const { quick, say } = settings;
  const server = await startSarangbang({ data });
  const reader = await connectReader(server.port, 0);
  say('  pages');
  const pages = await leaf(reader, count, quick ? 20 : PAGES);
  say('  search, once indexed');
  const indexed = await untilIndexed(reader, data);
  const found = await search(reader, quick ? 3 : ROUNDS);
  reader.close();
  await server.stop();
  const many = count.toLocaleString('en');
  const p50 = (rows: readonly Row[]) =>
    rows.map(({ name, cells }) => ({ x: name, y: Number(cells.p50) }));
  const p99 = (rows: readonly Row[]) =>
    rows.map(({ name, cells }) => ({ x: name, y: Number(cells.p99) }));
  const plot = (title: string, rows: readonly Row[]) => ({
    kind: 'bars' as const,
    title,
    y: 'ms from question to answer',
    series: [
      { name: 'p50', points: p50(rows) },
      { name: 'p99', points: p99(rows) },
    ],
  });
  return [
    {
      title: `A page of 200 out of ${many} messages, one reader`,
      columns: QUANTILES,
      rows: pages,
      plot: plot(`A page of 200 out of ${many} messages`, pages),
    },
    {
      title: `Parts of words among ${many} messages, frequent, rare and nowhere`,
      columns: QUANTILES,
      rows: found,
      notes: [indexed],
      plot: plot(`Searching ${many} messages`, found),
    },
  ];
}

export const million: Scenario = {
  name: 'million',
  about: 'A server with a million messages: its start, pages of history, search',
  async run(settings) {
    const folders = new Map<number, string>();
    const counts = settings.quick ? QUICK_MESSAGES : MESSAGES;
    for (const count of counts) {
      settings.say(`  writing ${count} messages`);
      const data = temporaryFolder();
      await fillMessages(data, count);
      folders.set(count, data);
    }
    const most = counts.at(-1) as number;
    const started = await starts(folders, settings);
    const read = await readers(most, folders.get(most) as string, settings);
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
    return [started, ...read];
  },
};
