/**
 * A thread beside the event loop: one job at a time, answered in turn. Bundled into a file of its
 * own (scripts/lib/build.mjs, electron.vite.config.ts) that lies where worker-file.ts looks.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { indexBeside } from '../../search/index-file';
import { Searcher } from '../../search/searcher';
import { openForReading } from '../log/sqlite/open';
import { createLogSource } from '../log/sqlite/search-source';
import type { Bench, Job } from './job';
import { type JobName, jobs } from './jobs';
import type { FromThread, ThreadData, ToThread } from './messages';

const { log: file } = workerData as ThreadData;
let db: DatabaseSyncInstance | null = null;
let searcher: Searcher | null = null;

const bench: Bench = {
  log() {
    db ??= openForReading(file);
    return db;
  },
  searcher() {
    searcher ??= new Searcher(indexBeside(file), createLogSource(bench.log()));
    return searcher;
  },
};
const mine = Object.fromEntries(
  Object.entries(jobs).map(([name, make]) => [name, make(bench)]),
) as Record<JobName, Job<unknown, unknown>>;

const tell = (message: FromThread, handOver: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, handOver);

parentPort?.on('message', (message: ToThread) => {
  if (message === 'stop') {
    searcher?.close();
    db?.close();
    parentPort?.close();
    return;
  }
  const job = mine[message.do];
  try {
    const output = job.run(message.input);
    tell({ ok: true, output }, job.handOver?.(output));
  } catch (why) {
    tell({ ok: false, why: why instanceof Error ? (why.stack ?? why.message) : String(why) });
  }
});
tell('ready');
