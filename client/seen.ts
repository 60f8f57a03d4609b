/**
 * Gives credit back (docs/PROTOCOL.md "Credit"): how many events were handled on this connection,
 * told every SEEN_EVERY_EVENTS or SEEN_EVERY_MS, whichever comes first.
 */
import { SEEN_EVERY_EVENTS, SEEN_EVERY_MS } from '../protocol/limits';
import type { Clock } from './clock';

export class Seen {
  #handled = 0;
  #told = 0;
  #cancel: (() => void) | null = null;

  constructor(private readonly deps: { clock: Clock; tell(events: number): void }) {}

  /** Only when they are stored, or found to be known: credit is for what needs no keeping. */
  handled(events: number): void {
    if (events === 0) return;
    this.#handled += events;
    if (this.#handled - this.#told >= SEEN_EVERY_EVENTS) this.#tell();
    else this.#cancel ??= this.deps.clock.after(SEEN_EVERY_MS, () => this.#tell());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #tell(): void {
    this.stop();
    this.#told = this.#handled;
    this.deps.tell(this.#handled);
  }
}
