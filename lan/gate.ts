/**
 * How many datagrams are read at all: a count per source address and one of all, begun anew with
 * each window. A flood costs its sender's own datagrams first, and never more memory than this.
 */
import { LAN_RATE_PER_SOURCE, LAN_RATE_TOTAL, LAN_RATE_WINDOW_MS } from '../protocol/limits';

export class Gate {
  readonly #counts = new Map<string, number>();
  readonly #now: () => number;
  #total = 0;
  #since = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  admits(source: string): boolean {
    const now = this.#now();
    // a clock that was set back begins a window too
    if (now - this.#since >= LAN_RATE_WINDOW_MS || now < this.#since) {
      this.#since = now;
      this.#total = 0;
      this.#counts.clear();
    }
    const count = (this.#counts.get(source) ?? 0) + 1;
    if (count > LAN_RATE_PER_SOURCE || this.#total >= LAN_RATE_TOTAL) return false;
    this.#counts.set(source, count);
    this.#total += 1;
    return true;
  }
}
