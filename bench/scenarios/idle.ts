/** What somebody costs who says nothing: memory of a connection, and of thousands. */
import type { Row, Scenario, Series, Settings, Table } from '../lib/report';
import { pause } from '../lib/stats';
import { native } from '../load/native';
import { connectSilent } from '../load/silent';
import { lines, webSocket } from '../load/wires';
import {
  type ServerProcess,
  startAnchor,
  startCoalescing,
  startSarangbang,
} from '../server-process';

const STEPS = [1_000, 5_000, 10_000];
const QUICK_STEPS = [50, 200];
/** Below what one address may have at the door. */
const AT_ONCE = 50;
/** What came while they came in is done, and the collector had time for what it left. */
const SETTLE_MS = 3_000;
const WATCH_MS = 4_000;
const KB = 1024;

type Close = () => void;

interface Kind {
  readonly name: string;
  start(): Promise<ServerProcess | null>;
  /** Brings in so many more, the first of them with this number. */
  more(port: number, from: number, count: number): Promise<readonly Close[]>;
}

const members = (wire: typeof lines) => async (port: number, from: number, count: number) => {
  const closes: Close[] = [];
  for (let i = 0; i < count; i += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, j) =>
      wire.enter(port, { index: from + i + j, room: 0, first: false, only: true }),
    );
    for (const member of await Promise.all(some)) closes.push(() => member.cut());
  }
  return closes;
};

const KINDS: readonly Kind[] = [
  { name: 'Sarangbang, in the room', start: () => startSarangbang(), more: members(native()) },
  {
    name: 'Sarangbang, in the room, TLS',
    start: () => startSarangbang({ tls: true }),
    more: members(native({ tls: true })),
  },
  {
    name: 'Sarangbang, not a word yet',
    start: () => startSarangbang(),
    more: async (port, _, count) =>
      (await connectSilent(port, count)).map((socket) => () => socket.destroy()),
  },
  { name: 'naive Node', start: () => startAnchor('naive'), more: members(lines) },
  { name: 'ws', start: () => startAnchor('ws'), more: members(webSocket) },
  { name: 'C, coalescing (the limit)', start: startCoalescing, more: members(lines) },
];

interface Found {
  readonly name: string;
  /** Per step. */
  readonly connections: number[];
  readonly total: number[];
  readonly each: number[];
  /** Share of a core while nobody says anything, in percent, with all of them there. */
  readonly cpu: number;
}

async function measure(kind: Kind, { quick, say }: Settings): Promise<Found | null> {
  const server = await kind.start();
  if (!server) return null;
  const closes: Close[] = [];
  const found = { name: kind.name, connections: [], total: [], each: [], cpu: 0 } as Found & {
    cpu: number;
  };
  await pause(quick ? 200 : SETTLE_MS);
  const empty = server.memory();
  for (const step of quick ? QUICK_STEPS : STEPS) {
    say(`  ${kind.name}: ${step}`);
    for (const close of await kind.more(server.port, closes.length, step - closes.length))
      closes.push(close);
    await pause(quick ? 200 : SETTLE_MS);
    const now = server.memory();
    found.connections.push(step);
    found.total.push(now / KB / KB);
    found.each.push((now - empty) / step / KB);
  }
  const before = server.cpu();
  await pause(quick ? 500 : WATCH_MS);
  found.cpu = (100_000 * (server.cpu() - before)) / (quick ? 500 : WATCH_MS);
  for (const close of closes) close();
  await server.stop();
  return found;
}

const seriesOf = (all: readonly Found[], pick: 'total' | 'each'): Series[] =>
  all.map((found) => ({
    name: found.name,
    points: found.connections.map((x, i) => ({ x, y: found[pick][i] as number })),
  }));

export const idle: Scenario = {
  name: 'idle',
  about: 'Memory of connections that say nothing',
  async run(settings): Promise<Table[]> {
    const all: Found[] = [];
    const notes: string[] = [];
    for (const kind of KINDS) {
      const found = await measure(kind, settings);
      if (found) all.push(found);
      else notes.push(`skipped: no compiler: ${kind.name}`);
    }
    const steps = settings.quick ? QUICK_STEPS : STEPS;
    const rows = all.map(
      ({ name, each, total, cpu }): Row => ({
        name,
        cells: {
          ...Object.fromEntries(each.map((value, i) => [`each${steps[i]}`, value])),
          ...Object.fromEntries(total.map((value, i) => [`total${steps[i]}`, value])),
          cpu,
        },
      }),
    );
    const title = 'Memory and connections that say nothing';
    const many = (step: number) => step.toLocaleString('en');
    return [
      {
        title,
        columns: [
          ...steps.map((step) => ({
            key: `each${step}`,
            label: `KB each of ${many(step)}`,
            digits: 1,
          })),
          ...steps.map((step) => ({ key: `total${step}`, label: `MB with ${many(step)}` })),
          { key: 'cpu', label: 'server, % of its core', digits: 1 },
        ],
        rows,
        notes: [...notes, 'Goal: at most 7 KB each and 110 MB in all with 10,000, plain.'],
        plot: {
          kind: 'lines',
          title: 'Memory in all against connections',
          x: 'connections',
          y: 'MB resident',
          series: seriesOf(all, 'total'),
        },
      },
    ];
  },
};
