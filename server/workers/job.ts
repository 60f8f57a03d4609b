/**
 * Work that a thread does beside the event loop. A new kind: a file in jobs/ and a line in
 * jobs/index.ts. Input and output are copied between the threads, so they are plain data.
 */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Searcher } from '../../search/searcher';

/** What every job of a thread may use. */
export interface Bench {
  /** The log's file, opened for reading when it is first asked for. */
  log(): DatabaseSyncInstance;
  /** The log's index, which this thread may write. */
  searcher(): Searcher;
}

export interface Job<Input, Output> {
  run(input: Input): Output;
  /** Memory of the output that changes hands instead of being copied. */
  handOver?(output: Output): ArrayBuffer[];
}

/** Made once for each thread, so that a job can keep what it prepared. */
export type JobMaker<Input, Output> = (bench: Bench) => Job<Input, Output>;
