/**
 * Searching the copy of one server, in a process of its own that stands for the app's main process:
 * the thread searches, this event loop is looked at. Without a server, as when one is offline.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { SearchThread } from '../client/search/thread';
import { Searching } from '../client/searching';
import { openSqliteStore } from '../client/store/sqlite-store';
import type { ChatEvent } from '../protocol/events';
import { SEARCH_HITS_MAX } from '../protocol/limits';
import { pause } from './lib/stats';
import { createRandom, madeUp } from './load/messages';
import { AT_ONCE, EVERY_MS, MEASURE_MS, MESSAGES, ms, ROUNDS, timesOf, WORDS } from './search';

const RUN = 1_000;
const NANO = 1e6;
const THREAD = '../main/copy-search.cjs';

const print = (text: string) => process.stdout.write(`${text}\n`);

function fill(file: string): ReturnType<typeof openSqliteStore> {
  const store = openSqliteStore(file);
  const random = createRandom(20_261_121);
  const start = Date.now() - MESSAGES * EVERY_MS;
  const base = { kind: 'posted' as const, room: 'lobby', by: `k${'a'.repeat(22)}`, name: 'load' };
  store.startOver('0123456789abcdef');
  for (let i = 0; i < MESSAGES; i += RUN) {
    const events = Array.from({ length: RUN }, (_, j): ChatEvent => {
      const seq = i + j + 1;
      return { ...base, seq, prev: seq - 1, ts: start + seq * EVERY_MS, text: madeUp(random) };
    });
    store.addEvents('lobby', events, i === 0 ? 'restart' : 'live');
  }
  return store;
}

/** The event loop of this process while `work` runs: how late it gets, p99 and most, in ms. */
async function late(work: () => Promise<void>): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return `${ms(delay.percentile(99) / NANO)} (p99), ${ms(delay.max / NANO)} (most)`;
}

export async function searchCopy(folder: string): Promise<void> {
  const file = path.join(folder, 'copy.db');
  const store = fill(file);
  const code = path.join(path.dirname(fileURLToPath(import.meta.url)), THREAD);
  const thread = new SearchThread(code, (line) => print(`  ${line}`));
  const copy = thread.of(file);
  const searching = new Searching({
    ...{ store, copy, online: () => false, rooms: () => [{ id: 'lobby', head: MESSAGES }] },
    ask: () => Promise.reject(new Error('there is no server')),
  });
  const find = async (text: string) => {
    const asked = performance.now();
    const query = { words: text.split(' ') };
    const { partial } = await searching.find({ query, limit: SEARCH_HITS_MAX });
    return { took: performance.now() - asked, partial };
  };

  const began = performance.now();
  const first = await find('뷁뷁뷁');
  for (;;) {
    const { took, partial } = await find('뷁뷁뷁');
    if (!partial && took < 5 && performance.now() - began > 1_000) break;
    await pause(100);
  }
  const made = ((performance.now() - began) / 1000).toFixed(1);
  print(`  the first search took ${ms(first.took)}; the index was there after ${made} s`);

  for (const [name, words] of Object.entries(WORDS)) {
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1)
      for (const word of words) times.push((await find(word)).took);
    const { median, p95, max } = timesOf(times);
    print(`  ${name.padEnd(10)} ${ms(median)} (median), ${ms(p95)} (p95), ${ms(max)} (most)`);
  }

  const idle = await late(() => pause(MEASURE_MS / 2));
  const words = Object.values(WORDS).flat();
  const times: number[] = [];
  const busy = await late(async () => {
    const until = performance.now() + MEASURE_MS;
    const asking = Array.from({ length: AT_ONCE }, async (_, i) => {
      for (let n = i; performance.now() < until; n += 1)
        times.push((await find(words[n % words.length] as string)).took);
    });
    await Promise.all(asking);
  });
  const { median, p95, max } = timesOf(times);
  print(
    `  ${AT_ONCE} at once: ${ms(median)} (median), ${ms(p95)} (p95), ${ms(max)} (most); event loop late by ${busy}; idle ${idle}`,
  );
  await copy.leave();
  await thread.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
