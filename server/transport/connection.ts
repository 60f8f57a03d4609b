/** A socket, plain or TLS, as gateways know it. */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SEND_QUEUE_MAX_BYTES } from '../../protocol/limits';
import type { Connection, Peer } from '../gateways/gateway';
import type { Deadlines, Expiring } from './deadlines';
import { type Flusher, SendQueue } from './send-queue';

/** What all connections of a server share. */
export interface Transport {
  readonly flusher: Flusher;
  /** How long a closed peer may take to read its last words. */
  readonly lingering: Deadlines;
}

export interface Origin {
  readonly address: string;
  readonly plainAllowed: boolean;
  /** The peer is somebody now. */
  admitted(): void;
}

export class SocketConnection implements Connection, Expiring {
  readonly address: string;
  readonly port: number;
  readonly plainAllowed: boolean;
  queueLimit = SEND_QUEUE_MAX_BYTES;
  closed = false;
  private readonly queue: SendQueue;
  private peer: Peer | null = null;

  constructor(
    private readonly socket: Socket,
    /** The same socket, when it is encrypted. */
    private readonly tls: TLSSocket | null,
    private readonly origin: Origin,
    private readonly transport: Transport,
  ) {
    this.address = origin.address;
    this.port = socket.remotePort ?? 0;
    this.plainAllowed = origin.plainAllowed;
    this.queue = new SendQueue(socket, transport.flusher, this.taken);
  }

  get encrypted(): boolean {
    return this.tls !== null;
  }

  get queued(): number {
    return this.queue.waiting;
  }

  traffic(): { in: number; out: number } {
    return { in: this.socket.bytesRead, out: this.socket.bytesWritten };
  }

  /** From here on the socket's bytes are the peer's, `first` before all others. */
  open(peer: Peer, first: Buffer): void {
    this.peer = peer;
    this.socket.on('data', (chunk: Buffer) => {
      if (!this.closed) peer.data(chunk);
    });
    this.socket.on('end', () => {
      if (!this.closed) peer.ended();
    });
    if (peer.drained) this.socket.on('drain', this.taken);
    if (first.length > 0) peer.data(first);
  }

  write(bytes: Buffer): boolean {
    return this.closed || this.queue.push(bytes, this.queueLimit);
  }

  flush(): void {
    if (!this.closed) this.queue.flush();
  }

  pause(): void {
    if (!this.closed) this.socket.pause();
  }

  resume(): void {
    if (!this.closed) this.socket.resume();
  }

  admitted(): void {
    this.origin.admitted();
  }

  end(lastWords?: Buffer): void {
    if (this.closed) return;
    this.queue.flush();
    this.closed = true;
    if (lastWords) this.socket.end(lastWords);
    else this.socket.end();
    // Unread bytes would turn the close into a reset, and the last words would be lost with it.
    this.socket.resume();
    this.transport.lingering.add(this);
  }

  destroy(): void {
    this.closed = true;
    this.socket.destroy();
  }

  expire(): void {
    this.socket.destroy();
  }

  stop: Peer['stop'] = (reason, by) => {
    if (!this.closed) this.peer?.stop(reason, by);
  };

  private readonly taken = (): void => {
    if (!this.closed) this.peer?.drained?.();
  };

  /** The socket is gone: told once, by whoever watches it. */
  gone(): void {
    this.closed = true;
    this.queue.clear();
    this.transport.lingering.delete(this);
    const { peer } = this;
    this.peer = null;
    peer?.closed();
  }

  exportKeyingMaterial(length: number, label: string): Buffer | null {
    return this.tls ? this.tls.exportKeyingMaterial(length, label, Buffer.alloc(0)) : null;
  }
}
