/**
 * What a server asked of the disk, and told its client, in the order in which it happened: read
 * from the output of strace, which sees both.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { FrameDecoder } from '../../protocol/wire/frame';

export type Step =
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  /** From here on the client knows that this was accepted. */
  | { readonly kind: 'accepted'; readonly id: string; readonly seq: number | null }
  /** From here on others know of the server's key. */
  | { readonly kind: 'listening' };

/** Everything of which something could be left behind, and what clients are sent. */
const CALLS = [
  ...['openat', 'pwrite64', 'write', 'writev', 'fsync', 'fdatasync', 'ftruncate'],
  ...['unlink', 'unlinkat', 'rename', 'renameat', 'renameat2'],
];

/** What a server is started by to be recorded; `out` is where the trace goes. */
export const recording = (out: string): string[] => [
  ...['strace', '-f', '-y', '-xx', '-s', '1000000', '-o', out],
  ...['-e', `trace=${CALLS.join(',')}`, '-e', 'signal=none'],
];

const HEADER_BYTES = 4;
const FD = /^(\d+)<((?:\\x[0-9a-f]{2})*)>/;
const TEXT = /"((?:\\x[0-9a-f]{2})*)"/g;
const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

/** Steps on files in `folder`, whose paths are given from there; other files are left out. */
export async function readTrace(trace: string, folder: string): Promise<Step[]> {
  const steps: Step[] = [];
  const begun = new Map<string, string>();
  const reader = new Reader(folder, steps);
  for await (const line of createInterface({ input: createReadStream(trace) })) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const open = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    if (open) begun.set(pid, open[1] as string);
    else if (resumed) {
      reader.take((begun.get(pid) ?? '') + resumed[1]);
      begun.delete(pid);
    } else reader.take(rest);
  }
  // the kill came while these were on their way: what was sent may have been read all the same
  for (const rest of begun.values()) reader.take(`${rest}) = ?`);
  return steps;
}

class Reader {
  /** Bytes of what is written one after another, by descriptor: where the next ones go. */
  private readonly places = new Map<string, number>();
  private readonly clients = new Map<string, FrameDecoder>();

  constructor(
    private readonly folder: string,
    private readonly steps: Step[],
  ) {}

  take(line: string): void {
    const [, call = '', args = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+|\?)/.exec(line) ?? [];
    if (call === '' || Number(result) < 0) return;
    const texts = [...args.matchAll(TEXT)].map(([, hex]) => bytesOf(hex as string));
    const [, fd = '', name = ''] = FD.exec(args) ?? [];
    const open = bytesOf(name).toString();
    if (result === '?') {
      // killed in the middle of it: a client may have read it all, a disk need not have kept any
      if (open.startsWith('socket:')) this.heard(open, Buffer.concat(texts));
      return;
    }
    switch (call) {
      case 'openat':
        this.opened(args, texts[0]?.toString() ?? '', result);
        break;
      case 'pwrite64':
        this.wrote(open, Number(/, (\d+)$/.exec(args)?.[1]), texts[0]);
        break;
      case 'write':
      case 'writev':
        this.sent(fd, open, Buffer.concat(texts), Number(result));
        break;
      case 'fsync':
      case 'fdatasync':
        this.step(open, (file) => ({ kind: 'sync', file }));
        break;
      case 'ftruncate':
        this.step(open, (file) => ({
          kind: 'truncate',
          file,
          size: Number(/(\d+)$/.exec(args)?.[1]),
        }));
        break;
      case 'unlink':
      case 'unlinkat':
        this.step(texts.at(-1)?.toString() ?? '', (file) => ({ kind: 'unlink', file }));
        break;
      default:
        this.renamed(texts.map(String));
    }
  }

  private opened(args: string, path: string, fd: string): void {
    this.places.set(fd, 0);
    if (!args.includes('O_CREAT')) return;
    this.step(path, (file) => ({ kind: 'create', file }));
    if (args.includes('O_TRUNC')) this.step(path, (file) => ({ kind: 'truncate', file, size: 0 }));
  }

  private wrote(path: string, at: number, bytes: Buffer | undefined): void {
    if (bytes) this.step(path, (file) => ({ kind: 'write', file, at, bytes }));
  }

  /** One after another into a file, to a client, or onto the terminal. */
  private sent(fd: string, open: string, all: Buffer, count: number): void {
    const bytes = all.subarray(0, count);
    if (bytes.includes('listening on ')) this.steps.push({ kind: 'listening' });
    else if (open.startsWith('socket:')) this.heard(open, bytes);
    else {
      const at = this.places.get(fd) ?? 0;
      this.places.set(fd, at + count);
      this.wrote(open, at, bytes);
    }
  }

  private heard(socket: string, bytes: Buffer): void {
    // the terminal is a socket too, where a program is its own
    if (!this.clients.has(socket) && bytes.indexOf('{"t":') !== HEADER_BYTES) return;
    const decoder = this.clients.get(socket) ?? new FrameDecoder();
    this.clients.set(socket, decoder);
    for (const body of decoder.push(bytes)) {
      const frame = JSON.parse(body.toString());
      if (frame.t !== 'reply' || !frame.ok) continue;
      this.steps.push({ kind: 'accepted', id: frame.id, seq: frame.result.seq ?? null });
    }
  }

  private renamed([from = '', to = '']: string[]): void {
    if (!this.inside(to)) return;
    this.step(from, (file) => ({ kind: 'rename', file, to: this.inside(to) as string }));
  }

  private step(path: string, make: (file: string) => Step): void {
    const file = this.inside(path);
    // -shm is memory that is shared: what is in it means nothing after a start
    if (file !== null && !file.endsWith('-shm')) this.steps.push(make(file));
  }

  /** `.` is the folder itself. */
  private inside(path: string): string | null {
    if (path === this.folder) return '.';
    return path.startsWith(`${this.folder}/`) ? path.slice(this.folder.length + 1) : null;
  }
}
