/**
 * Carries lines out one after another, each when the one before it is answered. While too many
 * wait nothing more is read from the peer, and a flood of cheap lines gives way to everybody else.
 */
import { TEXT_QUEUE_LINES } from '../../../protocol/limits';
import type { Connection } from '../gateway';
import type { Line } from './lines';

export class LineQueue {
  private waiting: Line[] = [];
  private busy = false;
  private paused = false;
  private stopped = false;
  private noMore = false;
  private wake: () => void = () => {};

  constructor(
    private readonly reading: Pick<Connection, 'pause' | 'resume'>,
    /** Must not reject. */
    private readonly carryOut: (line: Line) => Promise<void>,
    /** All lines of a peer who will send no more are carried out. */
    private readonly done: () => void,
  ) {}

  add(lines: readonly Line[]): void {
    if (this.stopped) return;
    for (const line of lines) this.waiting.push(line);
    if (this.waiting.length > TEXT_QUEUE_LINES) this.pause(true);
    void this.carryOn();
  }

  /** These were the last ones. */
  finish(lines: readonly Line[]): void {
    this.noMore = true;
    this.add(lines);
  }

  /** What waits is dropped, and `wait` is over. */
  stop(): void {
    this.stopped = true;
    this.waiting = [];
    this.wake();
  }

  wait(ms: number): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async carryOn(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length > 0) {
      for (const line of this.waiting.splice(0, TEXT_QUEUE_LINES)) {
        if (!this.stopped) await this.carryOut(line);
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
