/**
 * The state that comes first is the one thing a client is sent without a limit of its own: it is as
 * large as the server is. Whoever asks for it and does not read leaves it in this process's memory,
 * so that what all of them leave there together is bounded.
 */
import { FIRST_STATES_MAX_BYTES, REPLY_QUEUE_MAX_BYTES } from '../../../protocol/limits';

export interface Newcomer {
  /** Bytes of theirs that wait here. */
  readonly queued: number;
  /** They are cut off, and find everything when they come back. */
  cut(): void;
}

export class Newcomers {
  /** In the order in which they came; only those whose state is larger than any other queue. */
  private readonly waiting = new Set<Newcomer>();

  constructor(private readonly most = FIRST_STATES_MAX_BYTES) {}

  /** Cuts off those who have been waited for longest, as many as it takes. The newest stays. */
  add(newcomer: Newcomer): void {
    if (newcomer.queued <= REPLY_QUEUE_MAX_BYTES) return;
    this.waiting.add(newcomer);
    let bytes = 0;
    for (const { queued } of this.waiting) bytes += queued;
    for (const oldest of this.waiting) {
      if (bytes <= this.most || oldest === newcomer) return;
      bytes -= oldest.queued;
      this.waiting.delete(oldest);
      oldest.cut();
    }
  }

  delete(newcomer: Newcomer): void {
    this.waiting.delete(newcomer);
  }
}

const ofServer = new WeakMap<object, Newcomers>();

/** Those of one server; `hub` stands for it. */
export function newcomersOf(hub: object): Newcomers {
  const found = ofServer.get(hub) ?? new Newcomers();
  ofServer.set(hub, found);
  return found;
}
