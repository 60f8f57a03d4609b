/** Time that stands still until a test moves it. */
import type { Clock } from '../clock';

export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** How many things wait for their time. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Runs what falls due, in order; `settle` lets what follows from each happen before the next. */
  async advance(ms: number, settle: () => Promise<void> = nextTurn): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((one) => one !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
      await settle();
    }
    this.#now = until;
  }
}

/** Everything that is only waiting for promises has happened. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
