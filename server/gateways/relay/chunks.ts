/**
 * Chunks of the relay: one `send` of its client is one message. A chunk that ends in the middle of
 * a character is the beginning of a message whose rest has not come yet. Bytes in, bytes out; the
 * caller keeps the time.
 */
import { LINE_MAX_BYTES } from '../../../protocol/limits';
import { unfinishedBytes } from '../charset';

export class Chunks {
  private held: Buffer = Buffer.alloc(0);

  /** Whether a message has begun whose last character is cut. */
  get partial(): boolean {
    return this.held.length > 0;
  }

  /** The message, or null when it goes on in the next chunk. */
  push(chunk: Buffer): Buffer | null {
    const bytes = this.partial ? Buffer.concat([this.held, chunk]) : Buffer.from(chunk);
    this.held = bytes;
    const goesOn = unfinishedBytes(bytes) > 0 && bytes.length < LINE_MAX_BYTES;
    return goesOn ? null : this.rest();
  }

  /** What has come of a message, when its end does not. */
  rest(): Buffer {
    const { held } = this;
    this.held = Buffer.alloc(0);
    return held;
  }
}
