/**
 * What an old program says, carried out one after another, each when the one before it is
 * answered. It is never told to wait: some of these programs break when nobody reads (docs/wires/).
 * So what finds no place is dropped, and a program that goes on regardless is a flood: it is not
 * listened to until it has been silent for a while. Memory is bounded by PLAIN_QUEUE_MESSAGES.
 */
import {
  FLOOD_DROPPED_MESSAGES,
  FLOOD_QUIET_MS,
  PLAIN_QUEUE_MESSAGES,
} from '../../protocol/limits';
import { Rest } from './rest';

export interface IntakeParts<T> {
  /** Must not reject. */
  carryOut(item: T): Promise<void>;
  /** All of it is carried out, and nothing more will come. */
  done(): void;
  /** A flood began. */
  flooded(): void;
  /** Milliseconds of a clock that never goes back. */
  now?(): number;
}

export class Intake<T> {
  private waiting: T[] = [];
  private current: T | null = null;
  private stopped = false;
  private noMore = false;
  private dropped = 0;
  private flooding = false;
  private heardAt = 0;
  private readonly rest = new Rest();
  private readonly now: () => number;

  constructor(private readonly parts: IntakeParts<T>) {
    this.now = parts.now ?? (() => performance.now());
  }

  /** Asked for every chunk: whether to read it at all, or let it pass as part of a flood. */
  listens(): boolean {
    if (this.stopped) return false;
    if (!this.flooding) return true;
    const now = this.now();
    const quiet = now - this.heardAt >= FLOOD_QUIET_MS;
    this.heardAt = now;
    if (!quiet) return false;
    this.flooding = false;
    this.dropped = 0;
    return true;
  }

  add(items: readonly T[]): void {
    for (const item of items) {
      if (this.stopped || this.flooding) break;
      if (this.waiting.length < PLAIN_QUEUE_MESSAGES) this.waiting.push(item);
      else this.drop();
    }
    void this.carryOn();
  }

  /** Nothing more will come. */
  finish(): void {
    this.noMore = true;
    void this.carryOn();
  }

  /** What waits is dropped, and `wait` is over. */
  stop(): void {
    this.stopped = true;
    this.waiting = [];
    this.rest.end();
  }

  /** Resolves after `ms`, or at once when it is stopped. */
  wait(ms: number): Promise<void> {
    return this.rest.wait(ms);
  }

  private drop(): void {
    this.dropped += 1;
    if (this.dropped < FLOOD_DROPPED_MESSAGES) return;
    this.flooding = true;
    this.heardAt = this.now();
    // a program at its end says its last line again and again: once is enough
    this.waiting = this.waiting.filter(
      (item, i) => item !== (i === 0 ? this.current : this.waiting[i - 1]),
    );
    this.parts.flooded();
  }

  private async carryOn(): Promise<void> {
    if (this.current !== null) return;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      this.current = next;
      await this.parts.carryOut(next);
    }
    this.current = null;
    if (!this.flooding) this.dropped = 0;
    if (this.noMore && !this.stopped) this.parts.done();
  }
}
