/** One connection of a fuzzer: writes bytes, looks for what it waits for in what comes back. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** More than this is not kept of what came back: nobody looks at it any more. */
const KEPT_BYTES = 64 * 1024;
/** So many addresses of this computer take turns: one may have only so many at the door. */
const ADDRESSES = 200;
const NOTHING: Buffer = Buffer.alloc(0);
/** An answer that does not come in this time is a fault: nothing that is sent takes long. */
const ANSWER_TIMEOUT_MS = 30_000;
/** Longer than the silence that ends a flood (FLOOD_QUIET_MS). */
export const TRY_AGAIN_MS = 3_000;
export const TRIES = 10;

let opened = 0;

/** The server neither answered nor closed. */
export class NoAnswer extends Error {
  constructor(what: string) {
    super(`no answer to ${what} within ${ANSWER_TIMEOUT_MS} ms`);
    this.name = 'NoAnswer';
  }
}

export class Visit {
  closed = false;
  private held: Buffer = NOTHING;
  private wake: () => void = () => {};

  private constructor(readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => {});
    // whoever is hung up on has nothing more to say
    for (const end of ['end', 'close']) {
      socket.on(end, () => {
        this.closed = true;
        this.wake();
      });
    }
  }

  static async open(port: number): Promise<Visit> {
    opened += 1;
    const localAddress = `127.0.0.${2 + (opened % ADDRESSES)}`;
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    const visit = new Visit(socket);
    await once(socket, 'connect');
    return visit;
  }

  write(bytes: Buffer | string): void {
    if (!this.closed) this.socket.write(bytes);
  }

  /** Everything that came and was not asked about yet. */
  get heard(): Buffer {
    return this.held;
  }

  forget(): void {
    this.held = NOTHING;
  }

  /** True when the bytes came, which are then forgotten with all before them; false: it was closed. */
  hears(wanted: string | Buffer): Promise<boolean> {
    return this.until(
      () => {
        const at = this.held.indexOf(wanted);
        if (at === -1) return false;
        this.held = this.held.subarray(at + Buffer.byteLength(wanted));
        return true;
      },
      String(wanted).slice(0, 80),
    );
  }

  /**
   * Says it until it is heard: for wires that may drop what comes too fast, and then listen again
   * once it was silent for a while. False: it was closed.
   */
  async saysUntilHeard(said: string, wanted: string): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      this.write(said);
      const late = performance.now() + TRY_AGAIN_MS;
      const heard = () => this.held.includes(wanted);
      const again = setTimeout(() => this.wake(), TRY_AGAIN_MS);
      const open = await this.until(() => heard() || performance.now() >= late, wanted);
      clearTimeout(again);
      if (heard()) return true;
      if (!open) return false;
    }
    throw new NoAnswer(wanted);
  }

  /** True when the condition holds; false when it was closed without it. Looked at as bytes come. */
  async until(condition: () => boolean, what: string): Promise<boolean> {
    const late = performance.now() + ANSWER_TIMEOUT_MS;
    while (!condition()) {
      if (this.closed) return false;
      if (performance.now() > late) throw new NoAnswer(what);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ANSWER_TIMEOUT_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return true;
  }

  /** As `until`, but for wires that may have nothing to say: not longer than it stays silent. */
  async untilOrQuiet(condition: () => boolean, quietMs: number): Promise<boolean> {
    while (!condition()) {
      if (this.closed) return false;
      const quiet = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(resolve, quietMs, true);
        this.wake = () => {
          clearTimeout(timer);
          resolve(false);
        };
      });
      if (quiet) return false;
    }
    return true;
  }

  /** Says that it will send no more, and waits for the other side to close. */
  async leave(): Promise<void> {
    this.socket.end();
    await this.until(() => this.closed, 'the end');
  }

  /** Gone at once, and no port of this computer stays in use for it. */
  cut(): void {
    // a reset after the end fails, and would keep the descriptor
    if (this.socket.writableEnded) this.socket.destroy();
    else this.socket.resetAndDestroy();
  }

  private take(chunk: Buffer): void {
    const all = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    this.held = all.length > KEPT_BYTES ? all.subarray(-KEPT_BYTES) : all;
    this.wake();
  }
}
