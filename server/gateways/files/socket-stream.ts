/** A connection as a stream, so that Node's own HTTP parser can read it and write to it. */
import { Duplex } from 'node:stream';
import { TRANSFER_QUEUE_BYTES } from '../../../protocol/limits';
import type { Connection } from '../gateway';

/**
 * With more than this unsent the next piece waits. It is more than a socket takes without saying
 * later that it has sent it all.
 */
const WAITS_ABOVE_BYTES = 128 * 1024;

type Done = (why?: Error | null) => void;

export class ConnectionStream extends Duplex {
  /** Looked at by whoever wants to know whether anything still moves; bytes both ways. */
  moved = 0;
  /** Of the piece that the socket has not taken. */
  private taken: Done = () => {};

  constructor(private readonly connection: Connection) {
    super({ allowHalfOpen: true, emitClose: true });
    connection.queueLimit = TRANSFER_QUEUE_BYTES;
  }

  /** Asked for by `node:http`. */
  get remoteAddress(): string {
    return this.connection.address;
  }

  receive(chunk: Buffer): void {
    this.moved += chunk.length;
    if (!this.push(chunk)) this.connection.pause();
  }

  /** The other side has said all it will say. */
  ended(): void {
    this.push(null);
  }

  /** The socket has taken what was queued. */
  drained(): void {
    const done = this.taken;
    this.taken = () => {};
    done();
  }

  override _read(): void {
    this.connection.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.moved += chunk.length;
    if (this.connection.closed || !this.connection.write(chunk)) {
      done(new Error('the connection is gone, or its queue is full'));
      return;
    }
    this.connection.flush();
    if (this.connection.queued < WAITS_ABOVE_BYTES) done();
    else this.taken = done;
  }

  override _final(done: Done): void {
    this.connection.end();
    done();
  }

  override _destroy(why: Error | null, done: Done): void {
    this.taken = () => {};
    if (why) this.connection.destroy();
    else this.connection.end();
    done(null);
  }
}
