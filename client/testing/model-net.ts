/** A network in memory: bytes lie on the line until the test lets some of them through. */
import { ORPHAN_MS } from '../../protocol/limits';
import { NO_EXPORTER } from '../../protocol/wire/auth';
import {
  type Channel,
  type ChannelListener,
  type Connector,
  connectFailed,
} from '../socket/channel';

/** The server's end of a line. */
export interface ServerEnd {
  data(chunk: Buffer): void;
  closed(): void;
}

export const MODEL_FINGERPRINT = 'F'.repeat(43);

export class Line {
  #givenUpAt: number | null = null;
  #up: Buffer = Buffer.alloc(0);
  #down: Buffer = Buffer.alloc(0);
  #client: ChannelListener | null = null;
  #clientOpen = true;
  #serverOpen = true;
  server: ServerEnd | null = null;

  /** Whether the client believes in it. */
  get alive(): boolean {
    return this.#clientOpen;
  }

  constructor(private readonly now: () => number) {}

  /** Bytes that lie on it, in both directions. */
  get waiting(): number {
    return this.#up.length + this.#down.length;
  }

  channel(): Channel {
    return {
      secure: true,
      fingerprint: MODEL_FINGERPRINT,
      exporter: NO_EXPORTER,
      address: { host: 'model', port: 1 },
      listen: (listener) => {
        this.#client = listener;
      },
      write: (bytes) => {
        if (this.#clientOpen) this.#up = Buffer.concat([this.#up, bytes]);
      },
      close: () => {
        this.#giveUp();
        this.#client = null;
      },
    };
  }

  /** What the server sends. */
  send(bytes: Uint8Array): void {
    if (this.#serverOpen) this.#down = Buffer.concat([this.#down, bytes]);
  }

  /** Lets bytes through to the server; also those of a client that has given the line up. */
  flowUp(bytes: number): void {
    // No system tries for ever to deliver what a closed socket has left.
    if (this.#givenUpAt !== null && this.now() - this.#givenUpAt > ORPHAN_MS) this.endServer();
    const part = this.#up.subarray(0, bytes);
    this.#up = this.#up.subarray(part.length);
    if (part.length > 0 && this.#serverOpen) this.server?.data(part);
    // An orderly end arrives behind the last byte.
    if (this.#up.length === 0 && !this.#clientOpen) this.endServer();
  }

  flowDown(bytes: number): void {
    const part = this.#down.subarray(0, bytes);
    this.#down = this.#down.subarray(part.length);
    if (part.length > 0 && this.#clientOpen) this.#client?.data(part);
    if (this.#down.length === 0 && !this.#serverOpen) this.endClient();
  }

  /** The client is told that the line is gone; what lies on it downward is lost. */
  endClient(): void {
    if (!this.#clientOpen) return;
    this.#giveUp();
    this.#down = Buffer.alloc(0);
    const client = this.#client;
    this.#client = null;
    client?.closed('ECONNRESET');
  }

  /** The server is told; what lies on it upward is lost. */
  endServer(): void {
    if (!this.#serverOpen) return;
    this.#serverOpen = false;
    this.#up = Buffer.alloc(0);
    this.server?.closed();
  }

  #giveUp(): void {
    this.#clientOpen = false;
    this.#givenUpAt ??= this.now();
  }

  /** The server hangs up; the client notices when what was sent has arrived, or never. */
  hangUp(): void {
    this.#serverOpen = false;
    this.#up = Buffer.alloc(0);
  }
}

/** Lines of one client to whatever accepts them; `null` where nobody listens. */
export function modelConnector(
  now: () => number,
  accept: (line: Line) => ServerEnd | null,
): Connector {
  return async () => {
    const line = new Line(now);
    const server = accept(line);
    if (!server) throw connectFailed('refused');
    line.server = server;
    return line.channel();
  };
}
