/** Two streams of this process as a connection. What its reader does not take is left out. */
import type { Readable, Writable } from 'node:stream';
import { SEND_QUEUE_MAX_BYTES } from '../../protocol/limits';
import type { Connection, Peer } from '../gateways/gateway';

export class StreamConnection implements Connection {
  readonly address = '127.0.0.1';
  readonly port = 0;
  readonly encrypted = false;
  readonly plainAllowed = true;
  queueLimit = SEND_QUEUE_MAX_BYTES;
  closed = false;
  private peer: Peer | null = null;
  private input: Readable | null = null;
  private detach: () => void = () => {};

  constructor(private readonly output: Writable) {
    output.on('error', this.ignore);
  }

  /** `detach` is called once, when the console is over. */
  open(peer: Peer, input: Readable, detach: () => void): void {
    this.peer = peer;
    this.input = input;
    this.detach = detach;
  }

  get queued(): number {
    return this.output.writableLength;
  }

  /** Always taken: an operator whose screen stands still must not be thrown out for it. */
  write(bytes: Buffer): boolean {
    const fits = this.queued + bytes.length <= this.queueLimit;
    if (!this.closed && fits && this.output.writable) this.output.write(bytes);
    return true;
  }

  /** Nobody counts what is typed at the server itself. */
  traffic(): { in: number; out: number } {
    return { in: 0, out: 0 };
  }

  flush(): void {}

  pause(): void {
    if (!this.closed) this.input?.pause();
  }

  resume(): void {
    if (!this.closed) this.input?.resume();
  }

  admitted(): void {}

  /** The streams belong to the process and stay open. */
  end(lastWords?: Buffer): void {
    if (this.closed) return;
    if (lastWords) this.write(lastWords);
    this.destroy();
  }

  destroy(): void {
    if (this.closed) return;
    this.closed = true;
    this.detach();
    queueMicrotask(() => this.peer?.closed());
  }

  exportKeyingMaterial(): null {
    return null;
  }

  /** An output that broke, such as a closed pipe, is no reason to stop a server. */
  private readonly ignore = (): void => {};
}
