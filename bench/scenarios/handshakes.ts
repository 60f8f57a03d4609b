/** Who comes in how fast: connections a second, from the first packet to an answer, or to the room. */
import type { TLSSocket } from 'node:tls';
import { ownShare } from '../lib/machine';
import type { Row, Scenario, Settings } from '../lib/report';
import { ratios, spreadOf } from '../lib/stats';
import { Link } from '../load/link';
import type { Wire } from '../load/member';
import { comeIn, greet, NativeMember } from '../load/native';
import { lines, webSocket } from '../load/wires';
import {
  type ServerProcess,
  startAnchor,
  startCoalescing,
  startSarangbang,
} from '../server-process';

const AT_ONCE = 32;
const MEASURE_MS = 2_500;
const QUICK_MS = 300;

interface Kind {
  readonly name: string;
  start(): Promise<ServerProcess | null>;
  /** Comes, is answered, and goes. */
  visit(port: number, index: number): Promise<void>;
}

let resumed = 0;
let session: Buffer | undefined;

const through = (wire: Wire) => async (port: number, index: number) =>
  (await wire.enter(port, { index, room: 0, first: false, only: true })).cut();

async function resuming(port: number): Promise<void> {
  const link = await Link.dialTls(port, session);
  const socket = link.socket as TLSSocket;
  if (socket.isSessionReused()) resumed += 1;
  socket.on('session', (given: Buffer) => {
    session = given;
  });
  await greet(new NativeMember(link, false));
  link.cut();
}

const KINDS: readonly Kind[] = [
  {
    name: 'Sarangbang, to its first answer',
    start: () => startSarangbang(),
    async visit(port) {
      const link = await Link.dial(port);
      await greet(new NativeMember(link, false));
      link.cut();
    },
  },
  {
    name: 'Sarangbang, into the room and out again',
    start: () => startSarangbang(),
    async visit(port, index) {
      const link = await Link.dial(port);
      await comeIn(new NativeMember(link, false), index);
      link.cut();
    },
  },
  {
    name: 'Sarangbang, TLS, to its first answer',
    start: () => startSarangbang({ tls: true }),
    async visit(port) {
      const link = await Link.dialTls(port);
      await greet(new NativeMember(link, false));
      link.cut();
    },
  },
  {
    name: 'Sarangbang, TLS, asked to resume',
    start: () => startSarangbang({ tls: true }),
    visit: resuming,
  },
  { name: 'C, coalescing (the limit)', start: startCoalescing, visit: through(lines) },
  { name: 'naive Node', start: () => startAnchor('naive'), visit: through(lines) },
  { name: 'ws', start: () => startAnchor('ws'), visit: through(webSocket) },
];

interface Run {
  readonly perSecond: number;
  readonly perCpu: number;
  readonly load: number;
}

async function measure(kind: Kind, server: ServerProcess, forMs: number): Promise<Run> {
  let count = 0;
  let going = true;
  const started = performance.now();
  const before = server.cpu();
  const visitor = async (i: number) => {
    for (let n = i; going; n += AT_ONCE) {
      await kind.visit(server.port, n % 90_000);
      if (going) count += 1;
    }
  };
  const load = await ownShare(async () => {
    const all = Array.from({ length: AT_ONCE }, (_, i) => visitor(i));
    setTimeout(() => {
      going = false;
    }, forMs);
    await Promise.all(all);
  });
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: count / seconds, perCpu: count / (server.cpu() - before), load };
}

async function measureAll({ runs, quick, say }: Settings) {
  const results: { kind: Kind; server: ServerProcess; list: Run[] }[] = [];
  const skipped: string[] = [];
  for (const kind of KINDS) {
    const server = await kind.start();
    if (server) results.push({ kind, server, list: [] });
    else skipped.push(`skipped: not installed: ${kind.name}`);
  }
  for (let i = 0; i < runs; i += 1) {
    for (const { kind, server, list } of results) {
      say(`  run ${i + 1}: ${kind.name}`);
      list.push(await measure(kind, server, quick ? QUICK_MS : MEASURE_MS));
    }
  }
  for (const { server } of results) await server.stop();
  return { results, skipped };
}

export const handshakes: Scenario = {
  name: 'handshakes',
  about: 'Connections that come, are answered, and go',
  async run(settings) {
    resumed = 0;
    session = undefined;
    const { results, skipped } = await measureAll(settings);
    const naive = results.find(({ kind }) => kind.name === 'naive Node')?.list ?? [];
    const rows = results.map(
      ({ kind: { name }, list }): Row => ({
        name,
        cells: {
          perCpu: spreadOf(list.map(({ perCpu }) => perCpu)),
          naive: ratios(
            list.map(({ perCpu }) => perCpu),
            naive.map(({ perCpu }) => perCpu),
          ),
          perSecond: spreadOf(list.map(({ perSecond }) => perSecond)),
          load: spreadOf(list.map(({ load }) => 100 * load)),
        },
      }),
    );
    const tickets =
      resumed === 0
        ? 'No connection was resumed: our server hands out no session tickets, so that each one agrees on keys of its own (docs/SECURITY.md).'
        : `${resumed} connections were resumed.`;
    return [
      {
        title: 'Connections per second of server CPU',
        columns: [
          { key: 'perCpu', label: 'per CPU second' },
          { key: 'naive', label: 'as a multiple of naive Node', digits: 2 },
          { key: 'perSecond', label: 'per second' },
          { key: 'load', label: 'load, % of its core' },
        ],
        rows,
        notes: [...skipped, tickets, 'Goal: 12,000 plain handshakes a second.'],
        plot: {
          kind: 'bars',
          title: 'Connections per second of server CPU',
          y: 'connections that came, were answered, and went',
          series: [
            {
              name: 'connections',
              points: results.map(({ kind: { name }, list }) => ({
                x: name.replace('Sarangbang, ', 'ours: '),
                y: spreadOf(list.map(({ perCpu }) => perCpu)).median,
              })),
            },
          ],
        },
      },
    ];
  },
};
