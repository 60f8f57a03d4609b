/**
 * One timer for the liveness of every connection. Connections are spread over the slots of a
 * wheel; each tick visits one slot, so that ten thousand of them cost a few hundred visits at a
 * time and no timer each.
 */

/** What is visited; returns at once and does not throw. */
export interface Beating {
  /** `now` in ms of a clock that never goes back. */
  beat(now: number): void;
}

/** Slots of the wheel: a connection is visited once per turn. */
const SLOTS = 16;

export class Heartbeat {
  private readonly slots: Set<Beating>[] = Array.from({ length: SLOTS }, () => new Set<Beating>());
  private readonly timer: NodeJS.Timeout;
  private next = 0;
  private filling = 0;

  /** Visits everything once per `everyMs`. */
  constructor(everyMs: number) {
    this.timer = setInterval(() => this.tick(), Math.max(1, everyMs / SLOTS));
    this.timer.unref();
  }

  /** Returns what takes it off again. */
  add(beating: Beating): () => void {
    const slot = this.slots[this.filling] as Set<Beating>;
    this.filling = (this.filling + 1) % SLOTS;
    slot.add(beating);
    return () => slot.delete(beating);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const slot of this.slots) slot.clear();
  }

  private tick(): void {
    const slot = this.slots[this.next] as Set<Beating>;
    this.next = (this.next + 1) % SLOTS;
    if (slot.size === 0) return;
    const now = performance.now();
    for (const beating of slot) beating.beat(now);
  }
}
