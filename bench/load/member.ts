/** One member of the load, whatever it speaks. */
import type { Link } from './link';

export interface Who {
  /** From 0, over all rooms. */
  readonly index: number;
  /** From 0. */
  readonly room: number;
  /** Whether the room has to be made. */
  readonly first: boolean;
  /** Whether it is the only one: where everybody is anyway will do. */
  readonly only: boolean;
}

export interface Member {
  /** What went wrong with it: then what was measured is worth nothing. */
  readonly trouble: string | null;
  /** Called when something came. */
  onTaken: () => void;
  /** Messages that came since `forget`. */
  received(): number;
  forget(): void;
  /** Says the same text so many times, in one write. */
  send(count: number): void;
  close(): void;
  /** The same without the farewell. */
  cut(): void;
}

export interface Wire {
  /** Whether somebody gets back what they said themselves. */
  readonly echo: boolean;
  enter(port: number, who: Who): Promise<Member>;
}

/** 100 bytes of UTF-8: a short line of talk. */
export const TEXT = '안녕하세요, '.padEnd(90, 'x');

/** The most that one `send` says. */
const SEND_MAX = 4096;
const ready = new Map<string, Buffer>();

/** The same message many times, made once for all members that say it. */
function repeated(message: Buffer): Buffer {
  const key = message.toString('latin1');
  let bytes = ready.get(key);
  if (!bytes) {
    bytes = Buffer.concat(Array.from({ length: SEND_MAX }, () => message));
    ready.set(key, bytes);
  }
  return bytes;
}

/**
 * A member of a wire whose messages all have the same length: what came is counted by its bytes,
 * so that the load is never what is measured.
 */
export class SizedMember implements Member {
  readonly trouble = null;
  onTaken: () => void = () => {};
  /** Bytes of one message as it arrives; found out before anything is measured. */
  size = 0;
  private bytes = 0;
  private readonly words: Buffer;

  constructor(
    private readonly link: Link,
    private readonly message: Buffer,
  ) {
    this.words = repeated(message);
    link.onBytes = (chunk) => {
      this.bytes += chunk.length;
      this.onTaken();
    };
  }

  get heard(): number {
    return this.bytes;
  }

  received(): number {
    return this.size === 0 ? 0 : Math.floor(this.bytes / this.size);
  }

  forget(): void {
    this.bytes = 0;
  }

  send(count: number): void {
    for (let left = count; left > 0; left -= SEND_MAX) {
      this.link.write(this.words.subarray(0, Math.min(left, SEND_MAX) * this.message.length));
    }
  }

  close(): void {
    this.link.close();
  }

  cut(): void {
    this.link.cut();
  }
}
