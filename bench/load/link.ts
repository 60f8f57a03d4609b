/** A plain connection of the load. All of them read into one piece of memory: nothing is kept. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

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
    await once(socket, 'connect');
    socket.on('error', (why) => link?.broken(why));
    socket.on('close', () => link?.broken(new Error('the server closed a connection')));
    return link;
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
}

export const contains = (words: string) => (heard: Buffer) => heard.includes(words);
