/**
 * Carries out what a peer says, one thing after another, each when the one before it is answered.
 * While too much waits nothing more is read from the peer, and a flood of cheap things gives way to
 * everybody else. For wires that can be made to wait; the others have intake.ts.
 */
import type { Connection } from './gateway';
import { Rest } from './rest';

export class TurnQueue<Item> {
  private waiting: Item[] = [];
  private busy = false;
  private paused = false;
  private stopped = false;
  private noMore = false;
  private readonly rest = new Rest();

  constructor(
    private readonly reading: Pick<Connection, 'pause' | 'resume'>,
    /** So many may wait before nothing more is read. */
    private readonly most: number,
    /** Must not reject. */
    private readonly carryOut: (item: Item) => Promise<void>,
    /** All of a peer who will send no more is carried out. */
    private readonly done: () => void,
  ) {}

  add(items: readonly Item[]): void {
    if (this.stopped) return;
    for (const item of items) this.waiting.push(item);
    if (this.waiting.length > this.most) this.pause(true);
    void this.carryOn();
  }

  /** These were the last ones. */
  finish(items: readonly Item[] = []): void {
    this.noMore = true;
    this.add(items);
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

  private async carryOn(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length > 0) {
      for (const item of this.waiting.splice(0, this.most)) {
        if (!this.stopped) await this.carryOut(item);
      }
      if (this.waiting.length === 0) this.pause(false);
      else await this.wait(0);
    }
    this.busy = false;
    if (this.noMore && !this.stopped) this.done();
  }

  private pause(paused: boolean): void {
    if (this.paused === paused || this.stopped) return;
    this.paused = paused;
    if (paused) this.reading.pause();
    else this.reading.resume();
  }
}
