/** The course's framing: u16 big-endian length, then a body of so many bytes (docs/wires/course.md). */
import { COURSE_FRAME_MAX_BYTES } from '../../../protocol/limits';

const HEADER = 2;
const EMPTY: Buffer = Buffer.alloc(0);
const HELD_MIN_BYTES = 64;

/** Header and body in one Buffer. Throws for a body that a u16 cannot count: a bug of ours. */
export function frame(body: Uint8Array): Buffer {
  if (body.length > COURSE_FRAME_MAX_BYTES) throw new Error(`a frame of ${body.length} bytes`);
  const bytes = Buffer.allocUnsafe(HEADER + body.length);
  bytes.writeUInt16BE(body.length, 0);
  bytes.set(body, HEADER);
  return bytes;
}

/**
 * Cuts a byte stream into frame bodies, wherever it was split. No length is refused: the header
 * cannot name more than COURSE_FRAME_MAX_BYTES, and memory is taken for bytes that came, never for
 * bytes that were only announced.
 */
export class FrameCutter {
  private held: Buffer = EMPTY;
  private heldBytes = 0;

  /** Bodies that are whole now, each with memory of its own; an empty one counts. */
  push(chunk: Buffer): Buffer[] {
    const bodies: Buffer[] = [];
    let at = 0;
    while (at < chunk.length) {
      const taken = chunk.subarray(at, at + this.wanted - this.heldBytes);
      this.hold(taken);
      at += taken.length;
      if (this.heldBytes < HEADER || this.heldBytes < this.wanted) continue;
      bodies.push(this.held.subarray(HEADER, this.heldBytes));
      this.held = EMPTY;
      this.heldBytes = 0;
    }
    return bodies;
  }

  /** First the header, then all of the frame. */
  private get wanted(): number {
    return this.heldBytes < HEADER ? HEADER : HEADER + this.held.readUInt16BE(0);
  }

  private hold(bytes: Buffer): void {
    const needed = this.heldBytes + bytes.length;
    if (needed > this.held.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.held.length * 2, HELD_MIN_BYTES));
      this.held.copy(larger, 0, 0, this.heldBytes);
      this.held = larger;
    }
    bytes.copy(this.held, this.heldBytes);
    this.heldBytes = needed;
  }
}
