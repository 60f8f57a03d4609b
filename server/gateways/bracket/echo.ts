/**
 * The echo service: exactly the bytes that came. Its clients block until they have them. Nothing
 * more is read while a part of it waits to be sent back, so that nothing grows.
 */
import { ECHO_HELD_MAX_BYTES } from '../../../protocol/limits';
import type { Connection } from '../gateway';

export class Echo {
  private paused = false;
  private last = false;

  constructor(private readonly connection: Connection) {}

  data(chunk: Buffer): void {
    if (!this.connection.write(chunk)) {
      this.connection.destroy();
      return;
    }
    if (this.connection.queued <= ECHO_HELD_MAX_BYTES || this.paused) return;
    this.paused = true;
    this.connection.pause();
  }

  /** Nothing more will come: what came is still sent back. */
  ended(): void {
    this.last = true;
    if (this.connection.queued === 0) this.connection.end();
  }

  drained(): void {
    if (this.last) this.connection.end();
    if (!this.paused) return;
    this.paused = false;
    this.connection.resume();
  }
}
