/**
 * Bytes of a terminal into lines: LF, CR LF or telnet's CR NUL, telnet's own bytes taken out,
 * UTF-8 or else CP949, typed keys applied, control characters dropped. A line over the limit is
 * reported once and let pass unread, so that nothing grows with what a peer sends.
 */
import { LINE_MAX_BYTES } from '../../../protocol/limits';
import { cleanText } from '../../../protocol/text';
import { Charset } from '../charset';
import { Telnet } from './telnet';
import { meant } from './typing';

export type Line = { text: string } | { tooLong: true };

const LF = 0x0a;
const CR = 0x0d;

export class LineReader {
  /** Of what the peer sends, and so of what it is sent. */
  readonly charset = new Charset();
  private readonly telnet = new Telnet();
  private held: Buffer[] = [];
  private heldBytes = 0;
  private skipping = false;
  /** The peer ends its lines with CR LF, and wants them so. */
  crlf = false;

  constructor(private readonly maxBytes = LINE_MAX_BYTES) {}

  push(chunk: Buffer): Line[] {
    const bytes = this.telnet.text(chunk);
    const lines: Line[] = [];
    let at = 0;
    for (let end = bytes.indexOf(LF, at); end >= 0; end = bytes.indexOf(LF, at)) {
      this.hold(bytes.subarray(at, end), lines);
      at = end + 1;
      this.finish(lines);
    }
    if (at < bytes.length) this.hold(bytes.subarray(at), lines);
    return lines;
  }

  /** What telnet is owed, once. */
  telnetAnswer(): Buffer | null {
    return this.telnet.answer();
  }

  /** What was typed without a line end, when nothing more will come. */
  rest(): Line[] {
    const lines: Line[] = [];
    if (this.heldBytes > 0) this.finish(lines);
    return lines;
  }

  private hold(bytes: Buffer, lines: Line[]): void {
    if (this.skipping || bytes.length === 0) return;
    this.heldBytes += bytes.length;
    if (this.heldBytes > this.maxBytes) {
      this.skipping = true;
      this.drop();
      lines.push({ tooLong: true });
      return;
    }
    // a copy: the rest of the chunk is not kept alive by a few bytes of it
    this.held.push(Buffer.from(bytes));
    if (this.held.length >= PIECES_MAX) this.held = [Buffer.concat(this.held)];
  }

  private finish(lines: Line[]): void {
    if (this.skipping) {
      this.skipping = false;
      return;
    }
    let bytes = this.held.length === 1 ? (this.held[0] as Buffer) : Buffer.concat(this.held);
    this.drop();
    if (bytes.at(-1) === CR) {
      this.crlf = true;
      bytes = bytes.subarray(0, -1);
    }
    const typed = meant(this.charset.decodeKeys(bytes));
    lines.push({ text: cleanText(typed).replace(/\n/g, ' ') });
  }

  private drop(): void {
    this.held = [];
    this.heldBytes = 0;
  }
}

/** Single bytes are joined after so many, so that they cost no object each. */
const PIECES_MAX = 64;
