/** A plain connection of the load. All of them read into one piece of memory: nothing is kept. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';

const READ_BYTES = 256 * 1024;
const shared = Buffer.allocUnsafe(READ_BYTES);
const WAIT_MS = 20_000;

export class Link {
  /** Takes each chunk before it returns: the memory is used again. */
  onBytes: (chunk: Buffer) => void = () => {};
  private broken: (why: Error) => void = () => {};

  private constructor(readonly socket: Socket) {}

  static async dial(port: number): Promise<Link> {
    let link: Link | null = null;
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length) => {
          link?.onBytes(shared.subarray(0, length));
          return true;
        },
      },
    });
    link = new Link(socket);
    socket.on('error', (why) => link?.broken(why));
    await once(socket, 'connect');
    return link.watched();
  }

  /** The same inside TLS; whoever it is, and resuming what `session` names if the server does. */
  static async dialTls(port: number, session?: Buffer): Promise<Link> {
    const options = { port, host: '127.0.0.1', rejectUnauthorized: false };
    const socket: TLSSocket = connectTls({ ...options, ...(session && { session }) });
    socket.setNoDelay(true);
    const link = new Link(socket);
    socket.on('error', (why) => link.broken(why));
    socket.on('data', (chunk: Buffer) => link.onBytes(chunk));
    await once(socket, 'secureConnect');
    return link.watched();
  }

  private watched(): this {
    this.socket.on('close', () => this.broken(new Error('the server closed a connection')));
    return this;
  }

  /** Says `words`, then waits until `found` sees in all that came what it waits for. */
  ask(words: string | Buffer, found: (heard: Buffer) => boolean): Promise<Buffer> {
    let heard: Buffer = Buffer.alloc(0);
    const before = this.onBytes;
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.onBytes = before;
        this.broken = () => {};
      };
      const fail = (why: string) => {
        end();
        reject(new Error(`${why}, after: ${heard.toString().slice(-300)}`));
      };
      const timer = setTimeout(() => fail('no answer'), WAIT_MS);
      this.broken = (why) => fail(why.message);
      this.onBytes = (chunk) => {
        heard = Buffer.concat([heard, chunk]);
        if (!found(heard)) return;
        end();
        resolve(heard);
      };
      this.write(words);
    });
  }

  write(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  close(): void {
    this.broken = () => {};
    this.socket.destroy();
  }

  /** Without the farewell, so that thousands a second do not use up the ports of this machine. */
  cut(): void {
    this.broken = () => {};
    if (this.socket instanceof TLSSocket) this.socket.destroy();
    else this.socket.resetAndDestroy();
  }
}

export const contains = (words: string) => (heard: Buffer) => heard.includes(words);
