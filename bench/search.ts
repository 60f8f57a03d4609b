/**
 * Searching 100,000 Korean and English messages, in the log of a server and in a client's copy: how long parts of words take that are
 * long or short, rare or frequent; and ten searches at once, with how late the event loop gets.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COMMIT_BATCH_MAX } from '../protocol/limits';
import { openLog } from '../server/log/open-log';
import { pause } from './lib/stats';
import { createRandom, madeUp } from './load/messages';
import { connectReader, type Reader } from './load/reader';

export const MESSAGES = 100_000;
export const ROUNDS = 40;
export const AT_ONCE = 10;
export const MEASURE_MS = 6_000;
export const EVERY_MS = 30_000;
const NANO_MB = 1e6;

/** Parts of words by length; the first two of each are frequent, the others rare or nowhere. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  '1 letter': ['의', 'e', '뷁', '7'],
  '2 letters': ['회의', 'th', '뷁뷁', 'q7'],
  '3 letters': ['선생님', 'the', '의 뷁', 'zq7'],
  '5 letters': ['프로젝트를', 'would', '가나다라마', 'hesto'],
  'two words': ['회의 자료', 'people would', '커피 뷁', 'the zq7'],
};

const print = (text: string) => process.stdout.write(`${text}\n`);

async function fill(dataDir: string): Promise<void> {
  const log = await openLog({ dataDir, durability: 'normal', log: () => {} });
  const random = createRandom(20_261_121);
  const start = Date.now() - MESSAGES * EVERY_MS;
  const base = { kind: 'posted' as const, room: 'lobby', by: `k${'a'.repeat(22)}`, name: 'load' };
  for (let i = 0; i < MESSAGES; i += COMMIT_BATCH_MAX) {
    const many = Math.min(COMMIT_BATCH_MAX, MESSAGES - i);
    const events = Array.from({ length: many }, (_, j) => ({
      ...base,
      ts: start + (i + j) * EVERY_MS,
      text: madeUp(random),
    }));
    await log.append({ events }).done;
  }
  await log.close();
}

interface Times {
  median: number;
  p95: number;
  max: number;
}
export const timesOf = (times: number[]): Times => {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), max: times.at(-1) ?? Number.NaN };
};
export const ms = (value: number) => `${value.toFixed(1)} ms`;

async function timed(reader: Reader, text: string): Promise<{ took: number; partial: boolean }> {
  const asked = performance.now();
  const { partial } = await reader.find(text.split(' '));
  return { took: performance.now() - asked, partial };
}

/** The first searches make the index: how long the first takes, and when it is all there. */
async function warmUp(reader: Reader, folder: string): Promise<void> {
  const began = performance.now();
  let first: number | null = null;
  for (;;) {
    const { took, partial } = await timed(reader, '뷁뷁뷁');
    first ??= took;
    // looked through without a thread or from outside the index it is never this quick
    if (!partial && took < 5 && performance.now() - began > 1_000) break;
    await pause(100);
  }
  const index = statSync(path.join(folder, 'search.db')).size / NANO_MB;
  const log = statSync(path.join(folder, 'log.db')).size / NANO_MB;
  print(
    `  the first search took ${ms(first)}; the index was there after ${((performance.now() - began) / 1000).toFixed(1)} s, ${index.toFixed(0)} MB beside a log of ${log.toFixed(0)} MB`,
  );
}

async function tenAtOnce(readers: readonly Reader[], send: (what: 'begin' | 'end') => void) {
  const words = Object.values(WORDS).flat();
  const times: number[] = [];
  let going = true;
  send('begin');
  const all = readers.map(async (reader, i) => {
    for (let n = i; going; n += 1) {
      times.push((await timed(reader, words[n % words.length] as string)).took);
    }
  });
  await pause(MEASURE_MS);
  going = false;
  send('end');
  await Promise.all(all);
  return times;
}

export async function benchSearch(): Promise<void> {
  print(`\nSearching ${MESSAGES.toLocaleString('en')} messages in Korean and English`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
  await fill(folder);
  const child = fork(process.argv[1] as string, ['--history', folder, '2'], { stdio: 'inherit' });
  const [port] = (await once(child, 'message')) as [number];
  const readers = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) => connectReader(port, i)),
  );
  const [reader] = readers as [Reader];
  await warmUp(reader, folder);
  for (const [name, words] of Object.entries(WORDS)) {
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      for (const word of words) times.push((await timed(reader, word)).took);
    }
    const { median, p95, max } = timesOf(times);
    print(`  ${name.padEnd(10)} ${ms(median)} (median), ${ms(p95)} (p95), ${ms(max)} (most)`);
  }
  const delayOf = async () => ((await once(child, 'message')) as [Record<string, number>])[0];
  child.send('begin');
  await pause(MEASURE_MS / 2);
  child.send('end');
  const idle = await delayOf();
  const told = delayOf();
  const { median, p95, max } = timesOf(await tenAtOnce(readers, (what) => child.send(what)));
  const busy = await told;
  print(
    `  ${AT_ONCE} at once: ${ms(median)} (median), ${ms(p95)} (p95), ${ms(max)} (most); event loop late by ${ms(busy.p99 ?? 0)} (p99), ${ms(busy.max ?? 0)} (most); idle ${ms(idle.p99 ?? 0)} (p99), ${ms(idle.max ?? 0)} (most)`,
  );
  for (const one of readers) one.close();
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  rmSync(folder, { recursive: true, force: true });
  await benchCopy();
}

/** The same messages and words in the copy of a client, which searches beside its own event loop. */
async function benchCopy(): Promise<void> {
  print(`\nSearching the copy of ${MESSAGES.toLocaleString('en')} messages, without a server`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
  const child = fork(process.argv[1] as string, ['--copy', folder], { stdio: 'inherit' });
  await once(child, 'exit');
}
