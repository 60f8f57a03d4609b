/**
 * A peer made of bytes, for tests of the server from outside. It sends what it is told, remembers
 * what came, and waits for conditions instead of sleeping. It shares no code with the client.
 */
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { ClientFrameInput, ServerFrame } from '../../protocol/envelopes';

export interface RawOptions {
  port: number;
  host?: string;
  tls?: boolean;
}

type Kind = ServerFrame['t'];
type FrameOf<T extends Kind> = Extract<ServerFrame, { t: T }>;

export class RawClient {
  /** Every byte that came and is not part of a whole frame yet. */
  bytes: Buffer = Buffer.alloc(0);
  readonly frames: ServerFrame[] = [];
  closed = false;
  private readonly waiting = new Set<() => void>();
  private framed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      if (this.framed) this.cutFrames();
      this.look();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
      this.look();
    });
  }

  static async open({ port, host = '127.0.0.1', tls = false }: RawOptions): Promise<RawClient> {
    const socket = tls
      ? connectTls({ port, host, rejectUnauthorized: false, minVersion: 'TLSv1.3' })
      : connectTcp({ port, host });
    socket.setNoDelay(true);
    const client = new RawClient(socket);
    await once(socket, tls ? 'secureConnect' : 'connect');
    return client;
  }

  get tls(): TLSSocket {
    return this.socket as TLSSocket;
  }

  /** From the first frame sent on, what comes is cut into frames. */
  send(...frames: ClientFrameInput[]): void {
    this.sendRaw(...frames);
  }

  /** Frames of any shape. */
  sendRaw(...bodies: unknown[]): void {
    this.framed = true;
    this.socket.write(Buffer.concat(bodies.map(frameOf)));
  }

  write(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** Resolves when the condition holds; rejects when the connection closes without it. */
  until<T>(condition: () => T | undefined | false | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = condition();
        if (!found && !this.closed) return;
        this.waiting.delete(check);
        if (found) resolve(found);
        else reject(new Error(`closed before ${condition}; had ${JSON.stringify(this.frames)}`));
      };
      this.waiting.add(check);
      check();
    });
  }

  /** The first frame of a kind that was not taken yet, taken. */
  async take<T extends Kind>(
    kind: T,
    matches: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    return this.until(() => {
      const at = this.frames.findIndex((frame) => frame.t === kind && matches(frame as FrameOf<T>));
      return at === -1 ? null : (this.frames.splice(at, 1)[0] as FrameOf<T>);
    });
  }

  async text(containing: string): Promise<string> {
    return this.until(() => {
      const text = this.bytes.toString();
      return text.includes(containing) && text;
    });
  }

  async gone(): Promise<void> {
    if (!this.closed) await once(this.socket, 'close');
  }

  close(): void {
    this.socket.destroy();
  }

  private cutFrames(): void {
    while (this.bytes.length >= 4) {
      const end = 4 + this.bytes.readUInt32BE(0);
      if (this.bytes.length < end) return;
      this.frames.push(JSON.parse(this.bytes.subarray(4, end).toString()));
      this.bytes = this.bytes.subarray(end);
    }
  }

  private look(): void {
    for (const check of [...this.waiting]) check();
  }
}

/** u32 length and JSON, made by hand. */
export function frameOf(body: unknown): Buffer {
  const json = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const header = Buffer.alloc(4);
  header.writeUInt32BE(json.length);
  return Buffer.concat([header, json]);
}
