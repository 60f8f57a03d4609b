/**
 * Bytes of a terminal into lines: LF or CRLF, telnet's own bytes taken out, UTF-8 or else CP949,
 * control characters dropped. A line over the limit is reported once and let pass unread, so that
 * nothing grows with what a peer sends.
 */
import { LINE_MAX_BYTES, TELNET_OPTION_MAX_BYTES } from '../../../protocol/limits';
import { cleanText } from '../../../protocol/text';
import { decodeCp949 } from '../cp949';

export type Line = { text: string } | { tooLong: true };

const LF = 0x0a;
const CR = 0x0d;
/** Telnet (RFC 854): interpret as command, subnegotiation begin and end, WILL to DONT. */
const IAC = 0xff;
const SB = 0xfa;
const SE = 0xf0;
const WILL = 0xfb;
const DONT = 0xfe;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** One line's bytes as text. Never throws. */
export function decodeLine(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = decodeCp949(bytes);
  }
  return cleanText(text).replace(/\n/g, ' ');
}

export class LineReader {
  private readonly telnet = new TelnetFilter();
  private held: Buffer[] = [];
  private heldBytes = 0;
  private skipping = false;
  /** The peer ends its lines with CR LF, and wants them so. */
  crlf = false;

  constructor(private readonly maxBytes = LINE_MAX_BYTES) {}

  push(chunk: Buffer): Line[] {
    const bytes = this.telnet.strip(chunk);
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
    lines.push({ text: decodeLine(bytes) });
  }

  private drop(): void {
    this.held = [];
    this.heldBytes = 0;
  }
}

/** Single bytes are joined after so many, so that they cost no object each. */
const PIECES_MAX = 64;

/** Takes telnet commands out of the stream, also where they are cut between two chunks. */
class TelnetFilter {
  private state: 'text' | 'command' | 'option' | 'sub' | 'sub-command' = 'text';
  private subBytes = 0;

  strip(chunk: Buffer): Buffer {
    if (this.state === 'text' && !chunk.includes(IAC)) return chunk;
    const kept = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (this.isText(byte)) {
        kept[length] = byte;
        length += 1;
      }
    }
    return kept.subarray(0, length);
  }

  private isText(byte: number): boolean {
    switch (this.state) {
      case 'text':
        if (byte !== IAC) return true;
        this.state = 'command';
        return false;
      case 'command':
        this.subBytes = 0;
        this.state = byte === SB ? 'sub' : byte >= WILL && byte <= DONT ? 'option' : 'text';
        return false;
      case 'option':
        this.state = 'text';
        return false;
      case 'sub':
      case 'sub-command':
        this.subBytes += 1;
        if (this.state === 'sub-command' && byte === SE) this.state = 'text';
        else this.state = byte === IAC ? 'sub-command' : 'sub';
        if (this.subBytes > TELNET_OPTION_MAX_BYTES) this.state = 'text';
        return false;
    }
  }
}
