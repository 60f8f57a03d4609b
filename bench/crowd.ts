/**
 * One thread and a crowd: 5,000 connections on the main port that say nothing, and 1,000 people
 * who talk, beside the naive server with the same 5,000. What it costs in memory and CPU, and
 * whether those who talk feel the others.
 */
import type { Socket } from 'node:net';
import { type Counters, type Member, TEXT } from './load/member';
import { connectNative } from './load/native';
import { connectSilent } from './load/silent';
import { type ServerProcess, startAnchor, startSarangbang } from './server-process';

const SILENT = 5_000;
const ACTIVE = 1_000;
const MESSAGES_PER_SECOND = 50;
const MEASURE_MS = 10_000;
const KB = 1024;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const print = (text: string) => process.stdout.write(`${text}\n`);

/** Share of one core that the server's process uses while `during` goes on, in percent. */
async function cpuShare(server: ServerProcess, during: () => Promise<void>): Promise<number> {
  const before = { cpu: server.cpu() ?? 0, at: performance.now() };
  await during();
  const seconds = (performance.now() - before.at) / 1000;
  return (100 * ((server.cpu() ?? 0) - before.cpu)) / seconds;
}

interface Silence {
  sockets: Socket[];
  perConnectionKb: number;
  percent: number;
}

async function fallSilent(server: ServerProcess): Promise<Silence> {
  const before = server.memory() ?? 0;
  const sockets = await connectSilent(server.port, SILENT);
  await pause(1000);
  const perConnectionKb = ((server.memory() ?? 0) - before) / SILENT / KB;
  const percent = await cpuShare(server, () => pause(MEASURE_MS));
  const closed = sockets.filter((socket) => socket.destroyed).length;
  if (closed > 0) throw new Error(`${closed} silent connections were closed too early`);
  return { sockets, perConnectionKb, percent };
}

/** On a server that has done nothing else, so that its memory is theirs. */
async function silenceOn(server: ServerProcess): Promise<Silence> {
  const silence = await fallSilent(server);
  for (const socket of silence.sockets) socket.destroy();
  await server.stop();
  return silence;
}

interface Talk {
  percent: number;
  deliveriesPerSecond: number;
  /** From a message to its answer, ms. */
  median: number;
  p99: number;
}

async function talk(server: ServerProcess, people: readonly Member[], world: World) {
  const { counters, trips } = world;
  trips.length = 0;
  counters.deliveries = 0;
  const started = performance.now();
  const percent = await cpuShare(server, async () => {
    for (let i = 0; performance.now() - started < MEASURE_MS; i += 1) {
      const who = (i * 37) % people.length;
      world.sentAt[who] = performance.now();
      people[who]?.send(TEXT);
      const next = started + ((i + 1) * 1000) / MESSAGES_PER_SECOND;
      await pause(Math.max(0, next - performance.now()));
    }
  });
  const sorted = [...trips].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const deliveriesPerSecond = counters.deliveries / ((performance.now() - started) / 1000);
  return { percent, deliveriesPerSecond, median: at(0.5), p99: at(0.99) } satisfies Talk;
}

interface World {
  counters: Counters;
  sentAt: number[];
  trips: number[];
}

const describeTalk = ({ percent, deliveriesPerSecond, median, p99 }: Talk) =>
  `${percent.toFixed(1)} % of one core, ${Math.round(deliveriesPerSecond).toLocaleString('en')} deliveries/s, answer after ${median.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (p99)`;

export async function benchCrowd(): Promise<void> {
  print(`\nA crowd on one thread: ${SILENT} silent connections, ${ACTIVE} people who talk`);
  const theirs = await silenceOn(await startAnchor('naive'));
  const ours = await silenceOn(await startSarangbang());

  const server = await startSarangbang();
  const world: World = { counters: { deliveries: 0 }, sentAt: [], trips: [] };
  const people: Member[] = [];
  for (let i = 0; i < ACTIVE; i += 1) {
    people.push(
      await connectNative(server.port, i, world.counters, () => {
        world.trips.push(performance.now() - (world.sentAt[i] ?? 0));
      }),
    );
  }
  await pause(1000);
  const alone = await talk(server, people, world);
  const { sockets } = await fallSilent(server);
  const among = await talk(server, people, world);
  const memory = (server.memory() ?? 0) / KB / KB;
  for (const socket of sockets) socket.destroy();
  for (const one of people) one.close();
  await server.stop();

  const silence = (name: string, { perConnectionKb, percent }: Silence) =>
    print(
      `  ${name.padEnd(12)} ${perConnectionKb.toFixed(1)} KB for each silent connection, ${percent.toFixed(1)} % of one core while they are silent`,
    );
  silence('Sarangbang', ours);
  silence('naive', theirs);
  const ratio = ours.perConnectionKb / theirs.perConnectionKb;
  print(`  a silent connection takes ${ratio.toFixed(1)} times the memory of the naive server's`);
  print(`  ${MESSAGES_PER_SECOND} messages/s to all ${ACTIVE}, alone:      ${describeTalk(alone)}`);
  print(`  the same among ${SILENT} silent ones:  ${describeTalk(among)}`);
  print(`  ${Math.round(memory)} MB in all`);
}
