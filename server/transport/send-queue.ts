/**
 * Gathers what is written to a socket. One socket write costs as much as hundreds of messages
 * inside one, so this is where a server is fast or slow.
 *
 * - all that is pushed in one turn of the event loop leaves in one write;
 * - order is kept, and nothing is left out in the middle: a push fits whole or is refused;
 * - never holds more than its limit, what the socket itself still holds included;
 * - a single pushed Buffer is handed on as it is, so that many connections share one.
 */
import type { Socket } from 'node:net';

/** One for the whole server: flushes every queue that was written to in this turn. */
export class Flusher {
  private dirty: SendQueue[] = [];

  add(queue: SendQueue): void {
    // setImmediate and not a microtask: replies resolve some microtasks after their events.
    if (this.dirty.length === 0) setImmediate(() => this.flush());
    this.dirty.push(queue);
  }

  private flush(): void {
    const { dirty } = this;
    this.dirty = [];
    for (const queue of dirty) queue.flush();
  }
}

export class SendQueue {
  private parts: Buffer[] = [];
  private bytes = 0;

  constructor(
    private readonly socket: Pick<Socket, 'write' | 'writableLength'>,
    private readonly flusher: Flusher,
    /** Called when the socket took everything at once; later it says so itself, by `drain`. */
    private readonly onTaken: () => void = () => {},
  ) {}

  /** Bytes that the kernel has not taken yet. */
  get waiting(): number {
    return this.bytes + this.socket.writableLength;
  }

  /** False, and nothing is queued, when more than `limit` bytes would be waiting. */
  push(bytes: Buffer, limit: number): boolean {
    if (this.waiting + bytes.length > limit) return false;
    if (this.parts.length === 0) this.flusher.add(this);
    this.parts.push(bytes);
    this.bytes += bytes.length;
    return true;
  }

  /** Hands everything to the socket now. */
  flush(): void {
    const { parts, bytes } = this;
    if (parts.length === 0) return;
    this.parts = [];
    this.bytes = 0;
    this.socket.write(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, bytes));
    if (this.socket.writableLength === 0) this.onTaken();
  }

  /** Drops what is queued: the socket is gone. */
  clear(): void {
    this.parts = [];
    this.bytes = 0;
  }
}
