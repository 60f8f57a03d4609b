/**
 * Writes to programs that take one read for one message. Each unit leaves in a write of its own,
 * and no more at a time than one read of such a program takes; the rest follows a moment later.
 * Units are never cut. In a burst of more than PACED_HELD_MAX_BYTES the pauses are given up, so
 * that nobody is taken for slow who reads. What waits is bounded by SEND_QUEUE_MAX_BYTES.
 */
import {
  PACED_HELD_MAX_BYTES,
  PLAIN_BEHIND_CHUNKS,
  PLAIN_GAP_MS,
  SEND_QUEUE_MAX_BYTES,
} from '../../protocol/limits';
import type { Connection } from './gateway';

export interface Pace {
  /** Bytes that one read takes. */
  readonly bytes: number;
  /** One unit a time: the reader cannot tell two of them apart. */
  readonly apart: boolean;
}

export class PacedWriter {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly connection: Pick<Connection, 'write' | 'flush' | 'queued'>,
    private readonly pace: Pace,
  ) {}

  /** False, and the wire is no longer whole, when they do not fit into the queue. */
  write(units: readonly Buffer[]): boolean {
    for (const unit of units) {
      while (this.waiting.length > 0 && this.waitingBytes + unit.length > PACED_HELD_MAX_BYTES) {
        if (!this.turn()) return false;
      }
      const held = this.waitingBytes + this.connection.queued;
      if (held + unit.length > SEND_QUEUE_MAX_BYTES) return false;
      this.waiting.push(unit);
      this.waitingBytes += unit.length;
    }
    return this.timer !== null || this.turn();
  }

  /** Everything that waits, at once: the last words. */
  rest(): void {
    this.stop();
    if (this.waiting.length > 0) this.connection.write(Buffer.concat(this.waiting));
    this.waiting = [];
    this.waitingBytes = 0;
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private turn(): boolean {
    let room = this.pace.bytes;
    let count = 0;
    for (const unit of this.waiting) {
      if (count > 0 && (unit.length > room || (this.pace.apart && !this.behind))) break;
      room -= unit.length;
      count += 1;
    }
    const units = this.waiting.splice(0, count);
    this.waitingBytes -= this.pace.bytes - room;
    const writes = this.pace.apart ? [Buffer.concat(units)] : units;
    for (const bytes of writes) {
      if (!this.connection.write(bytes)) return false;
      this.connection.flush();
    }
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.waiting.length > 0) this.turn();
    }, PLAIN_GAP_MS);
    return true;
  }

  private get behind(): boolean {
    return this.waiting.length > PLAIN_BEHIND_CHUNKS;
  }
}
