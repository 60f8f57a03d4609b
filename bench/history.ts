/**
 * Fifty people leaf through a room of 200,000 messages: how late the server's event loop gets, and
 * how long a message of somebody else takes meanwhile, with history read in place and by threads.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { COMMIT_BATCH_MAX } from '../protocol/limits';
import { openLog } from '../server/log/open-log';
import { startServer } from '../server/server';
import { pause } from './lib/stats';
import { TEXT } from './load/member';
import { connectReader, type Reader } from './load/reader';

const EVENTS = 200_000;
const READERS = 50;
const MEASURE_MS = 8_000;
/** Pages per second of all readers together, when they do not read as fast as they can. */
const CALM_RATE = 200;
const POST_EVERY_MS = 50;
const NANO = 1e6;

interface Delay {
  median: number;
  p99: number;
  max: number;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

/** The server's side, in a process of its own: told `begin`, later `end`, which it answers. */
export async function serveHistory(dataDir: string, workers: number): Promise<void> {
  const server = await startServer({
    dataDir,
    workers,
    host: '127.0.0.1',
    port: 0,
    tls: false,
    rateLimit: false,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  process.on('message', (message) => {
    if (message === 'begin') {
      delay.reset();
      delay.enable();
    } else {
      delay.disable();
      const { max } = delay;
      const at = (share: number) => delay.percentile(share) / NANO;
      process.send?.({ median: at(50), p99: at(99), max: max / NANO } satisfies Delay);
    }
  });
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  process.send?.(server.facts.port);
}

async function fill(dataDir: string): Promise<void> {
  const log = await openLog({ dataDir, durability: 'normal', log: () => {} });
  const by = `k${'a'.repeat(22)}`;
  const draft = { kind: 'posted', room: 'lobby', ts: Date.now(), by, name: 'load', text: TEXT };
  for (let i = 0; i < EVENTS; i += COMMIT_BATCH_MAX) {
    const events = Array.from(
      { length: COMMIT_BATCH_MAX },
      () => draft as typeof draft & { kind: 'posted' },
    );
    await log.append({ events }).done;
  }
  await log.close();
}

interface Result {
  delay: Delay;
  pagesPerSecond: number;
  /** From a message to its answer, ms. */
  trip: { median: number; p99: number };
}

/** With `rate` pages per second, or each reader as fast as it is answered. */
async function measure(child: ChildProcess, readers: Reader[], rate?: number): Promise<Result> {
  const [poster, ...others] = readers as [Reader, ...Reader[]];
  const trips: number[] = [];
  let pages = 0;
  let going = true;
  child.send('begin');
  const started = performance.now();
  const leaf = async (reader: Reader, i: number) => {
    const every = rate === undefined ? 0 : (1000 * others.length) / rate;
    if (every > 0) await pause((every * i) / others.length);
    for (let n = 0; going; n += 1) {
      const asked = performance.now();
      await reader.page(1 + ((i * 7919 + n * 104_729) % EVENTS));
      pages += 1;
      if (every > 0) await pause(Math.max(0, every - (performance.now() - asked)));
    }
  };
  const talk = async () => {
    while (going) {
      const sent = performance.now();
      await poster.post(TEXT);
      trips.push(performance.now() - sent);
      await pause(POST_EVERY_MS);
    }
  };
  const all = Promise.all([talk(), ...others.map(leaf)]);
  await pause(MEASURE_MS);
  const seconds = (performance.now() - started) / 1000;
  going = false;
  child.send('end');
  const [delay] = (await once(child, 'message')) as [Delay];
  await all;
  trips.sort((a, b) => a - b);
  const at = (share: number) => trips[Math.floor(trips.length * share)] ?? Number.NaN;
  return { delay, pagesPerSecond: pages / seconds, trip: { median: at(0.5), p99: at(0.99) } };
}

const describe = ({ delay, pagesPerSecond, trip }: Result) =>
  `${Math.round(pagesPerSecond)} pages/s, event loop late by ${delay.median.toFixed(1)} ms (median), ${delay.p99.toFixed(1)} ms (p99), ${delay.max.toFixed(0)} ms (most); a message takes ${trip.median.toFixed(1)} ms (median), ${trip.p99.toFixed(1)} ms (p99)`;

export async function benchHistory(): Promise<void> {
  print(`\n${READERS} people leaf through a room of ${EVENTS.toLocaleString('en')} messages`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
  await fill(folder);
  for (const workers of [0, 2]) {
    const args = ['--history', folder, String(workers)];
    const child = fork(process.argv[1] as string, args, { stdio: 'inherit' });
    const [port] = (await once(child, 'message')) as [number];
    const readers = await Promise.all(
      Array.from({ length: READERS + 1 }, (_, i) => connectReader(port, i)),
    );
    await pause(1000);
    const calm = await measure(child, readers, CALM_RATE);
    const fast = await measure(child, readers);
    print(`  ${workers} threads, ${CALM_RATE} pages/s wanted:  ${describe(calm)}`);
    print(`  ${workers} threads, as fast as it goes:  ${describe(fast)}`);
    for (const reader of readers) reader.close();
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
  rmSync(folder, { recursive: true, force: true });
}
