/**
 * When to wait with a commit and what it hands out, so that more comes to share them.
 *
 * - As long as everything could be written at once within BUSY_SHARE of the time, it is: whoever
 *   says something when it is quiet, or in a room of a few, waits for nobody.
 * - When that would take more, commits and flushes come at most once per FLUSH_EVERY_MS, and no sooner
 *   than the last one took to be written (a thousand newcomers are not told to all one by one): what
 *   arrived meanwhile goes to the disk and to each member together, with what still comes in the
 *   turns of the event loop that follow, the more so the more writes it is shared by.
 *
 * What it would take is counted from what is said and not measured, so that a slow disk or a
 * machine with other work does not change it; docs/benchmarks has what a commit and a write cost.
 */
import { FLUSH_EVERY_MS, GATHER_MAX_MS, GATHER_MS } from '../../protocol/limits';

/** A commit of its own, with its answer, in ms of CPU. */
const COMMIT_MS = 0.15;
/** A write of its own to one member. */
const WRITE_MS = 0.005;
const BUSY_SHARE = 0.75;
/** Writing takes no more than this share of the time for which more comes. */
const WRITING_SHARE = 0.2;
/** As much may come at once before it counts as busy. */
const BURST_MS = 10;
/** More is not remembered: what follows a flood does not wait for long. */
const DEBT_MAX_MS = 30;

/** What decides it; a model hands in one that is busy when it says so. */
export type Pacing = Pick<Pace, 'count' | 'flushed' | 'busy' | 'waitMs' | 'gatherMs'>;

export class Pace {
  /** Ms of work that the events so far would have been, one by one, less what time allowed. */
  private debt = 0;
  private countedAt = 0;
  /** What the last flush was to write, in ms. */
  private writing = 0;
  private flushedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** An event was committed that goes to so many sessions. */
  count(sessions: number): void {
    const now = this.now();
    const allowed = (now - this.countedAt) * BUSY_SHARE;
    this.countedAt = now;
    const work = COMMIT_MS + sessions * WRITE_MS;
    this.debt = Math.min(Math.max(0, this.debt - allowed) + work, DEBT_MAX_MS);
  }

  /** So much was handed out to so many sessions. */
  flushed(sessions: number): void {
    this.flushedAt = this.now();
    this.writing = sessions * WRITE_MS;
  }

  /** For how long the next commit, or flush, waits, in ms; 0: not at all. */
  waitMs(): number {
    if (!this.busy()) return 0;
    const between = Math.max(FLUSH_EVERY_MS, Math.min(this.writing, GATHER_MAX_MS));
    return Math.max(0, between - (this.now() - this.flushedAt));
  }

  /** For how long a commit waits on while more comes, in ms. */
  gatherMs(): number {
    return Math.min(Math.max(this.writing / WRITING_SHARE, GATHER_MS), GATHER_MAX_MS);
  }

  /** More is said than could be written at once. */
  busy(): boolean {
    return this.debt - (this.now() - this.countedAt) * BUSY_SHARE > BURST_MS;
  }
}
