/** One room of 100; ten of them speak, each with 16 (then 1) messages on the way. */
import { connectLines } from './load/lines';
import { type Connect, type Counters, type Member, TEXT } from './load/member';
import { connectNative } from './load/native';
import { connectWs } from './load/ws';
import { type ServerProcess, startAnchor, startSarangbang } from './server-process';

const MEMBERS = 100;
const SENDERS = 10;
const WARM_UP_MS = 1000;
const MEASURE_MS = 4000;

interface Result {
  name: string;
  perSecond: number;
  perCpuSecond: number;
  memoryMb: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function measure(
  name: string,
  start: () => Promise<ServerProcess>,
  connect: Connect,
  inFlight: number,
): Promise<Result> {
  const server = await start();
  const counters: Counters = { deliveries: 0 };
  const members: Member[] = [];
  let running = true;
  for (let i = 0; i < MEMBERS; i += 1) {
    const member: Member = await connect(server.port, i, counters, () => {
      if (running) member.send(TEXT);
    });
    members.push(member);
  }
  for (const member of members.slice(0, SENDERS)) {
    for (let i = 0; i < inFlight; i += 1) member.send(TEXT);
  }
  await pause(WARM_UP_MS);
  const before = { count: counters.deliveries, cpu: server.cpu() ?? 0, at: performance.now() };
  await pause(MEASURE_MS);
  const seconds = (performance.now() - before.at) / 1000;
  const count = counters.deliveries - before.count;
  const cpu = (server.cpu() ?? 0) - before.cpu;
  const memoryMb = (server.memory() ?? 0) / 1024 / 1024;
  running = false;
  for (const member of members) member.close();
  await server.stop();
  return { name, perSecond: count / seconds, perCpuSecond: cpu > 0 ? count / cpu : 0, memoryMb };
}

const thousands = (value: number) => `${Math.round(value / 1000).toLocaleString('en')}k`;

function print(title: string, results: Result[]): void {
  const [ours, ...others] = results as [Result, ...Result[]];
  process.stdout.write(`\n${title}\n`);
  for (const { name, perSecond, perCpuSecond, memoryMb } of results) {
    process.stdout.write(
      `  ${name.padEnd(42)} ${thousands(perSecond).padStart(8)} deliveries/s  ${thousands(perCpuSecond).padStart(8)} per CPU second  ${Math.round(memoryMb)} MB\n`,
    );
  }
  for (const other of others) {
    process.stdout.write(
      `  Sarangbang delivers ${(ours.perCpuSecond / other.perCpuSecond).toFixed(1)} times as much per CPU second as ${other.name}, ${(ours.perSecond / other.perSecond).toFixed(1)} times as much per second\n`,
    );
  }
}

export async function benchFanOut(): Promise<void> {
  for (const inFlight of [16, 1]) {
    const results = [
      await measure(
        'Sarangbang (durable log, native wire)',
        startSarangbang,
        connectNative,
        inFlight,
      ),
      await measure(
        'naive write(string) per member, no log',
        () => startAnchor('naive'),
        connectLines,
        inFlight,
      ),
      await measure('ws, no log', () => startAnchor('ws'), connectWs, inFlight),
    ];
    print(`Fan-out: a room of ${MEMBERS}, ${SENDERS} senders, ${inFlight} in flight each`, results);
  }
}
