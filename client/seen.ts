/**
 * Gives credit back (docs/PROTOCOL.md "Credit"): how many events were handled on this connection,
 * told when it is a part of the window or after SEEN_EVERY_MS, whichever comes first.
 */
import { SEEN_EVERY_MS } from '../protocol/limits';
import { seenEvery, type Window } from '../protocol/window';
import type { Clock } from './clock';

export class Seen {
  #handled = 0;
  #told = 0;
  #cancel: (() => void) | null = null;

  readonly #every: number;

  constructor(private readonly deps: { clock: Clock; window: Window; tell(events: number): void }) {
    this.#every = seenEvery(deps.window);
  }

  /** Only when they are stored, or found to be known: credit is for what needs no keeping. */
  handled(events: number): void {
    if (events === 0) return;
    this.#handled += events;
    if (this.#handled - this.#told >= this.#every) this.#tell();
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
