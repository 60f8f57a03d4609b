/** Whether the other side is still there: it is asked every PING_EVERY_MS, and given DEAD_AFTER_MS. */
import { DEAD_AFTER_MS, DOUBT_MS, PING_EVERY_MS } from '../protocol/limits';
import type { Clock } from './clock';

export class Liveness {
  #heardAt: number;
  #pings = 0;
  #cancel: () => void;
  #cancelDoubt: (() => void) | null = null;

  constructor(private readonly deps: { clock: Clock; ping(id: number): void; dead(): void }) {
    this.#heardAt = deps.clock.now();
    this.#cancel = this.#next();
  }

  /** Anything at all came in. */
  heard(): void {
    this.#heardAt = this.deps.clock.now();
    this.#trust();
  }

  /** Something speaks for the other side being elsewhere: asked at once, and given DOUBT_MS. */
  doubt(): void {
    if (this.#cancelDoubt) return;
    this.#cancelDoubt = this.deps.clock.after(DOUBT_MS, () => this.deps.dead());
    this.#ask();
  }

  stop(): void {
    this.#cancel();
    this.#trust();
  }

  #trust(): void {
    this.#cancelDoubt?.();
    this.#cancelDoubt = null;
  }

  #ask(): void {
    this.#pings += 1;
    this.deps.ping(this.#pings);
  }

  #next(): () => void {
    const left = this.#heardAt + DEAD_AFTER_MS - this.deps.clock.now();
    return this.deps.clock.after(Math.max(0, Math.min(PING_EVERY_MS, left)), () => this.#tick());
  }

  /** After a sleep of the computer the clock has jumped: that too counts as silence. */
  #tick(): void {
    if (this.deps.clock.now() - this.#heardAt >= DEAD_AFTER_MS) {
      this.deps.dead();
      return;
    }
    this.#ask();
    this.#cancel = this.#next();
  }
}
