/**
 * Group commit: what is staged in one turn of the event loop becomes one commit; when there is
 * much of it (`pace`), what is staged until it is time and nothing more comes at once.
 *
 * - commits run one after another, in the order of staging, each of at most COMMIT_BATCH_MAX;
 * - `committed` is called once per commit, before the promises of that commit resolve;
 * - a commit never runs inside `stage`, so that whoever stages can fold before anybody is told;
 * - when one fails, it and everything staged behind it is refused, then `failed` is called.
 */
import { Refusal } from '../../protocol/errors';
import { COMMIT_BATCH_MAX } from '../../protocol/limits';
import type { CommitPace } from './log';

interface Batch<T> {
  readonly items: T[];
  readonly done: Promise<void>;
  resolve(): void;
  reject(why: Error): void;
}

export interface Committer<T> {
  /** Makes the items durable, all or none; throws or rejects when it could not. */
  write(items: readonly T[]): void | Promise<void>;
  committed(items: readonly T[]): void;
  failed(why: unknown): void;
}

const AT_ONCE: CommitPace = { waitMs: () => 0, gatherMs: () => 0, busy: () => false };
/** Not a count: the first look is followed by another. */
const NONE_YET = -1;

export class GroupCommit<T> {
  pace: CommitPace = AT_ONCE;
  /** So far, for whoever looks whether more came. */
  private staged = 0;
  private batches: Batch<T>[] = [];
  private scheduled = false;
  private running: Promise<void> | null = null;

  constructor(private readonly committer: Committer<T>) {}

  /** True while something is staged or being committed. */
  get busy(): boolean {
    return this.batches.length > 0;
  }

  /** Resolves when the item is durable. The promise may be left unobserved. */
  stage(item: T): Promise<void> {
    let batch = this.batches.at(-1);
    if (!batch || batch.items.length >= COMMIT_BATCH_MAX || (this.running && this.isFirst(batch))) {
      batch = newBatch<T>();
      this.batches.push(batch);
    }
    batch.items.push(item);
    this.staged += 1;
    if (batch.items.length >= COMMIT_BATCH_MAX) queueMicrotask(() => this.run());
    else this.schedule();
    return batch.done;
  }

  /** Resolves when nothing is staged any more, committed or refused. */
  async drain(): Promise<void> {
    while (this.busy) await this.batches.at(-1)?.done.catch(() => {});
  }

  private isFirst(batch: Batch<T>): boolean {
    return batch === this.batches[0];
  }

  private schedule(): void {
    if (this.scheduled || this.running) return;
    this.scheduled = true;
    const run = () => {
      this.scheduled = false;
      this.run();
    };
    const wait = this.pace.waitMs();
    if (!this.pace.busy()) {
      setImmediate(run);
      return;
    }
    const until = performance.now() + wait + this.pace.gatherMs();
    const gather = (before: number) => {
      const staged = this.staged;
      if (staged === before || performance.now() >= until) run();
      else setImmediate(gather, staged);
    };
    if (wait > 0) setTimeout(gather, wait, NONE_YET);
    else setImmediate(gather, NONE_YET);
  }

  /** Commits batch after batch; stays synchronous for as long as the committer is. */
  private run(): void {
    if (this.running) return;
    let batch = this.batches[0];
    while (batch) {
      try {
        const writing = this.committer.write(batch.items);
        if (writing) {
          this.running = this.later(batch, writing);
          return;
        }
      } catch (why) {
        this.fail(why);
        return;
      }
      this.succeed(batch);
      batch = this.batches[0];
    }
  }

  private async later(batch: Batch<T>, writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (why) {
      this.running = null;
      this.fail(why);
      return;
    }
    this.running = null;
    this.succeed(batch);
    this.run();
  }

  private succeed(batch: Batch<T>): void {
    this.batches.shift();
    this.committer.committed(batch.items);
    batch.resolve();
  }

  private fail(why: unknown): void {
    const refused = this.batches;
    this.batches = [];
    this.committer.failed(why);
    for (const batch of refused) batch.reject(new Refusal('storage-failed'));
  }
}

function newBatch<T>(): Batch<T> {
  let resolve = () => {};
  let reject: (why: Error) => void = () => {};
  const done = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  done.catch(() => {}); // who stages may not be waiting; a refusal is not a crash
  return { items: [], done, resolve, reject };
}
