/**
 * The server's disk: it may be slow, or fail, and it keeps what was written when the process that
 * wrote it is gone. What was only on its way then never happened.
 */
import type { ChatEvent } from '../../../protocol/events';
import type { RoomId } from '../../../protocol/ids';
import { MemoryStore } from '../../../server/log/memory-log';
import { createLog, type PlacedEntry, type Store } from '../../../server/log/staging';

export class Disk {
  readonly store: Store = new MemoryStore();
  /** All that was ever committed, as it was then. */
  readonly written: ChatEvent[] = [];
  #slow = false;
  #failures = 0;
  #waiting: (() => void)[] = [];
  #owner = 0;

  /** Writes take until `recover`. */
  slowDown(): void {
    this.#slow = true;
  }

  failNext(): void {
    this.#failures = 1;
  }

  recover(): void {
    this.#slow = false;
    this.#failures = 0;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** A log for the process that owns the disk from now on; the one before never writes again. */
  open(): ReturnType<typeof createLog> {
    this.#owner += 1;
    const owner = this.#owner;
    const write = (entries: readonly PlacedEntry[]): void | Promise<void> => {
      if (this.#owner !== owner) return new Promise(() => {});
      if (this.#failures > 0) {
        this.#failures -= 1;
        throw new Error('no space left');
      }
      if (!this.#slow) return this.#keep(entries);
      return new Promise((resolve) => {
        this.#waiting.push(() => {
          if (this.#owner !== owner) return;
          this.#keep(entries);
          resolve();
        });
      });
    };
    const held = new Proxy(this.store, {
      get: (store, name: keyof Store) => {
        if (name === 'write') return write;
        const value = store[name];
        return typeof value === 'function' ? value.bind(store) : value;
      },
    });
    // a commit is as slow as this disk is, and waits for nothing else
    return { ...createLog(held), paceBy() {} };
  }

  /** The owner is gone, and with it whatever it had not written. */
  kill(): void {
    this.#owner += 1;
    this.#waiting = [];
  }

  head(room: RoomId): number {
    return this.store.head(room);
  }

  /** Messages as they are now. */
  read(room: RoomId): ChatEvent[] {
    return this.store.read(room, { after: 0, limit: 1_000_000, maxBytes: 1e9 }).events;
  }

  #keep(entries: readonly PlacedEntry[]): void {
    void this.store.write(entries);
    for (const { events } of entries) this.written.push(...events);
  }
}
