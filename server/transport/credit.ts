/**
 * What a native client was pushed and has not confirmed yet (docs/PROTOCOL.md "Credit"). The
 * sockets' own buffers say nothing about a reader: megabytes fit into the kernel's. Pure.
 *
 * - pushed but unconfirmed never exceeds the window, in events and in bytes;
 * - without credit nothing is queued: what is passed over is read from the log later (`behind`);
 * - a client that has confirmed half of its window may be brought up to date and go on.
 */

import type { Window } from '../../protocol/window';

export class Credit {
  /** Something was passed over: pushing has stopped until the client is told the heads. */
  behind = false;
  private sent = 0;
  private confirmed = 0;
  private bytes = 0;
  /** Counts and bytes of pushes that are not fully confirmed, oldest first, from `first` on. */
  private upTo: number[] = [];
  private sizes: number[] = [];
  private first = 0;

  constructor(private readonly window: Window) {}

  get outstandingEvents(): number {
    return this.sent - this.confirmed;
  }

  get outstandingBytes(): number {
    return this.bytes;
  }

  /**
   * How many of the events, given by the offset at which each one's bytes end, still fit.
   * A single event larger than the whole window fits into an empty one.
   */
  fitting(ends: readonly number[]): number {
    const all = ends.length;
    const events = this.window.events - this.outstandingEvents;
    const bytes = this.window.bytes - this.bytes;
    let count = Math.min(all, Math.max(0, events));
    while (count > 0 && (ends[count - 1] as number) > bytes) count -= 1;
    if (count === 0 && all > 0 && this.outstandingEvents === 0) return 1;
    return count;
  }

  pushed(events: number, bytes: number): void {
    this.sent += events;
    this.bytes += bytes;
    this.upTo.push(this.sent);
    this.sizes.push(bytes);
  }

  /**
   * Takes the client's count of all events that it has handled. False when it claims more than it
   * was sent, or less than before.
   */
  seen(events: number): boolean {
    if (events < this.confirmed || events > this.sent) return false;
    this.confirmed = events;
    let { first } = this;
    while (first < this.upTo.length && (this.upTo[first] as number) <= events) {
      this.bytes -= this.sizes[first] as number;
      first += 1;
    }
    this.first = first;
    if (first === this.upTo.length || (first > 64 && first * 2 > this.upTo.length)) {
      this.forgetConfirmed();
    }
    return true;
  }

  /** Whether a client that is behind has room again. */
  get mayGoOn(): boolean {
    return this.outstandingEvents * 2 <= this.window.events && this.bytes * 2 <= this.window.bytes;
  }

  /** Of a client that has confirmed everything nothing is kept: most say nothing for long. */
  private forgetConfirmed(): void {
    this.upTo = this.upTo.slice(this.first);
    this.sizes = this.sizes.slice(this.first);
    this.first = 0;
  }
}
