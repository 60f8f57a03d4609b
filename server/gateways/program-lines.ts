/**
 * Bytes of a program into lines: LF or CRLF, as bytes, because a wire may have to join or cut them
 * before they are characters. Of a line over the limit nothing is kept, so that nothing grows with
 * what a peer sends.
 */
import { LINE_MAX_BYTES } from '../../protocol/limits';
import type { Charset } from './charset';

const LF = 0x0a;
const CR = 0x0d;
/** Single bytes are joined after so many, so that they cost no object each. */
const PIECES_MAX = 64;

/** A line is one line, also with a CR inside it. */
export const lineText = (charset: Charset, line: Buffer): string =>
  charset.decode(line).replaceAll('\n', ' ');

export class ProgramLines {
  private held: Buffer[] = [];
  private heldBytes = 0;
  private skipping = false;

  constructor(private readonly maxBytes = LINE_MAX_BYTES) {}

  /** Whether a line has begun and not ended. */
  get partial(): boolean {
    return this.heldBytes > 0 || this.skipping;
  }

  push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let at = 0;
    for (let end = chunk.indexOf(LF, at); end >= 0; end = chunk.indexOf(LF, at)) {
      this.hold(chunk.subarray(at, end));
      at = end + 1;
      this.finish(lines);
    }
    this.hold(chunk.subarray(at));
    return lines;
  }

  /** What came without a line end, when nothing more will come. */
  rest(): Buffer[] {
    const lines: Buffer[] = [];
    if (this.partial) this.finish(lines);
    return lines;
  }

  /** Drops the line that has begun. */
  forget(): void {
    this.held = [];
    this.heldBytes = 0;
    this.skipping = false;
  }

  private hold(bytes: Buffer): void {
    if (this.skipping || bytes.length === 0) return;
    this.heldBytes += bytes.length;
    if (this.heldBytes > this.maxBytes) {
      this.forget();
      this.skipping = true;
      return;
    }
    // a copy: the rest of the chunk is not kept alive by a few bytes of it
    this.held.push(Buffer.from(bytes));
    if (this.held.length >= PIECES_MAX) this.held = [Buffer.concat(this.held)];
  }

  private finish(lines: Buffer[]): void {
    const bytes = Buffer.concat(this.held);
    if (!this.skipping) lines.push(bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes);
    this.forget();
  }
}
