/** Time limits that are all equally long: one timer for the oldest, nothing for the others. */

export interface Expiring {
  /** Its time is over; returns at once. */
  expire(): void;
}

export class Deadlines {
  /** In the order in which they were added, and so in which they end. */
  private readonly ends = new Map<Expiring, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly afterMs: number) {}

  /** Starts the time of something that has none yet. */
  add(one: Expiring): void {
    this.ends.set(one, performance.now() + this.afterMs);
    this.timer ??= this.wait(this.afterMs);
  }

  delete(one: Expiring): void {
    this.ends.delete(one);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.ends.clear();
  }

  private wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.expire(), ms).unref();
  }

  private expire(): void {
    this.timer = null;
    const now = performance.now();
    for (const [one, end] of this.ends) {
      if (end > now) {
        this.timer = this.wait(Math.max(1, end - now));
        return;
      }
      this.ends.delete(one);
      one.expire();
    }
  }
}
