/**
 * Whether a transfer still moves. One that stands still is over soon; one that drips, a byte now
 * and then, holds a connection and one of its person's few transfers for as long as it likes, so
 * that it has to bring TRANSFER_WINDOW_BYTES in every window.
 */
import { TRANSFER_WINDOW_BYTES } from '../../../protocol/limits';

/** In ms. */
export interface PaceLimits {
  readonly transferIdleMs: number;
  readonly transferWindowMs: number;
}

export class Pace {
  private moved = 0;
  private movedAt: number;
  private window: { since: number; moved: number };

  /** `now` in ms of a clock that never goes back, here and below. */
  constructor(
    private readonly limits: PaceLimits,
    now: number,
  ) {
    this.movedAt = now;
    this.window = { since: now, moved: 0 };
  }

  /** Whether it is too slow to go on. `moved`: bytes so far, both ways. */
  isOver(now: number, moved: number): boolean {
    const { transferIdleMs, transferWindowMs } = this.limits;
    if (moved !== this.moved) {
      this.moved = moved;
      this.movedAt = now;
    } else if (now - this.movedAt > transferIdleMs) return true;
    if (now - this.window.since < transferWindowMs) return false;
    const brought = moved - this.window.moved;
    this.window = { since: now, moved };
    return brought < TRANSFER_WINDOW_BYTES;
  }

  /** The time is ours: a whole file is being checked, and nothing could move. */
  pause(now: number): void {
    this.movedAt = now;
    this.window = { since: now, moved: this.moved };
  }
}
