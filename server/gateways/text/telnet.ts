/**
 * Telnet (RFC 854): takes its commands out of what a terminal sends, wherever they are cut, and
 * says no to every option. A client that asks for one may wait for the answer: one that sent an
 * interrupt shows nothing until its timing mark (RFC 860) is answered. Nothing is asked for.
 */
import { TELNET_OPTION_MAX_BYTES } from '../../../protocol/limits';

const LF = 0x0a;
const CR = 0x0d;
const DELETE = 0x7f;
const KILL_LINE = 0x15;
/** Interpret as command, subnegotiation, the four verbs, and the two keys of a line's editing. */
const IAC = 0xff;
const SB = 0xfa;
const SE = 0xf0;
const WILL = 0xfb;
const WONT = 0xfc;
const DO = 0xfd;
const DONT = 0xfe;
const ERASE_CHARACTER = 0xf7;
const ERASE_LINE = 0xf8;

export class Telnet {
  private state: 'text' | 'return' | 'command' | 'option' | 'sub' | 'sub-command' = 'text';
  private verb = 0;
  private subBytes = 0;
  private refusals: number[] = [];

  /** What was typed. CR NUL, an Enter of some clients, becomes CR LF. */
  text(chunk: Buffer): Buffer {
    if (this.state === 'text' && !chunk.includes(IAC) && !chunk.includes(0)) {
      if (chunk.at(-1) === CR) this.state = 'return';
      return chunk;
    }
    const kept = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      const typed = this.take(byte);
      if (typed === null) continue;
      kept[length] = typed;
      length += 1;
    }
    return kept.subarray(0, length);
  }

  /** What is to be sent back, once; null when there is nothing. */
  answer(): Buffer | null {
    if (this.refusals.length === 0) return null;
    const bytes = Buffer.from(this.refusals);
    this.refusals = [];
    return bytes;
  }

  /** The byte as typed, or null when it belongs to telnet. */
  private take(byte: number): number | null {
    switch (this.state) {
      case 'text':
      case 'return': {
        const afterReturn = this.state === 'return';
        this.state = byte === IAC ? 'command' : byte === CR ? 'return' : 'text';
        if (byte === IAC) return null;
        return byte === 0 && afterReturn ? LF : byte;
      }
      case 'command':
        return this.command(byte);
      case 'option':
        this.state = 'text';
        if (this.verb === DO) this.refusals.push(IAC, WONT, byte);
        if (this.verb === WILL) this.refusals.push(IAC, DONT, byte);
        return null;
      case 'sub':
      case 'sub-command':
        this.subBytes += 1;
        if (this.state === 'sub-command' && byte === SE) this.state = 'text';
        else this.state = this.state === 'sub' && byte === IAC ? 'sub-command' : 'sub';
        if (this.subBytes > TELNET_OPTION_MAX_BYTES) this.state = 'text';
        return null;
    }
  }

  private command(byte: number): number | null {
    this.state = 'text';
    if (byte === SB) {
      this.subBytes = 0;
      this.state = 'sub';
    } else if (byte >= WILL && byte <= DONT) {
      this.verb = byte;
      this.state = 'option';
    } else if (byte === ERASE_CHARACTER) return DELETE;
    else if (byte === ERASE_LINE) return KILL_LINE;
    else if (byte === IAC) return IAC; // doubled: the byte itself
    return null;
  }
}
