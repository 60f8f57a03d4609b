/**
 * Carries messages out one after another, each when the one before it is answered. While too many
 * wait nothing more is read from the peer, and a flood of cheap ones gives way to everybody else.
 */
import { COURSE_QUEUE_MESSAGES } from '../../../protocol/limits';
import type { Connection } from '../gateway';
import type { ClientMessage } from './messages';

export class MessageQueue {
  private waiting: ClientMessage[] = [];
  private busy = false;
  private paused = false;
  private stopped = false;
  private noMore = false;
  private wake: () => void = () => {};

  constructor(
    private readonly reading: Pick<Connection, 'pause' | 'resume'>,
    /** Must not reject. */
    private readonly carryOut: (message: ClientMessage) => Promise<void>,
    /** All of a peer who will send no more is carried out. */
    private readonly done: () => void,
  ) {}

  add(messages: readonly ClientMessage[]): void {
    if (this.stopped) return;
    for (const message of messages) this.waiting.push(message);
    if (this.waiting.length > COURSE_QUEUE_MESSAGES) this.pause(true);
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
    this.wake();
  }

  /** Resolves after `ms`, or at once when it is stopped. */
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
      for (const message of this.waiting.splice(0, COURSE_QUEUE_MESSAGES)) {
        if (!this.stopped) await this.carryOut(message);
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
