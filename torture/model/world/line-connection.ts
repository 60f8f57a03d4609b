/** The server's end of a line in memory, as a gateway knows a socket; frames out are looked at. */
import type { Line } from '../../../client/testing/model-net';
import type { Command } from '../../../protocol/commands';
import type { ClientFrame, ServerFrame } from '../../../protocol/envelopes';
import type { UserId } from '../../../protocol/ids';
import { encodeFrame, FrameDecoder } from '../../../protocol/wire/frame';
import type { Connection, Peer } from '../../../server/gateways/gateway';
import { Pushed } from './pushed';

/** What the test wants to know, and may do to what passes. */
export interface Watch {
  lose: number;
  double: number;
  gone(connection: LineConnection): void;
  welcomed(connection: LineConnection, user: UserId, outbox: string): void;
  answered(connection: LineConnection, asked: Asked, reply: ReplyFrame): void;
  broken(what: string): void;
}

export type ReplyFrame = Extract<ServerFrame, { t: 'reply' }>;
export interface Asked {
  n?: number;
  cmd: Command;
}

export class LineConnection implements Connection {
  readonly address = '192.168.0.7';
  readonly port = 1;
  readonly encrypted = true;
  readonly plainAllowed = false;
  readonly queued = 0;
  queueLimit = Number.POSITIVE_INFINITY;
  closed = false;
  peer: Peer | null = null;
  readonly #up = new FrameDecoder();
  readonly #down = new FrameDecoder();
  /** What was asked under which id and is not answered. */
  readonly #asked = new Map<string, Asked>();
  readonly #pushed: Pushed;
  #paused = false;
  #held: Buffer[] = [];
  #told = false;
  #outbox = '';

  constructor(
    private readonly line: Line,
    private readonly watch: Watch,
  ) {
    this.#pushed = new Pushed((what) => watch.broken(what));
  }

  traffic(): { in: number; out: number } {
    return { in: 0, out: 0 };
  }

  write(bytes: Buffer): boolean {
    if (this.closed) return true;
    for (const body of this.#down.push(bytes)) this.#pass(body);
    return true;
  }

  flush(): void {}
  admitted(): void {}

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    for (const chunk of this.#held.splice(0)) this.receive(chunk);
  }

  end(lastWords?: Buffer): void {
    if (this.closed) return;
    if (lastWords) this.line.send(lastWords);
    this.#close();
    this.line.hangUp();
  }

  destroy(): void {
    this.end();
  }

  exportKeyingMaterial(): null {
    return null;
  }

  /** From the line. */
  receive(chunk: Buffer): void {
    if (this.closed) return;
    if (this.#paused) {
      this.#held.push(chunk);
      return;
    }
    for (const body of this.#up.push(chunk)) this.#note(JSON.parse(body.toString()));
    this.peer?.data(chunk);
  }

  /** The peer's last word is heard; nobody hears ours. */
  #close(): void {
    this.closed = true;
    this.watch.gone(this);
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => this.peer?.closed());
  }

  /** The line is gone. */
  lost(): void {
    if (!this.closed) this.#close();
  }

  /** The whole process is gone: the peer is told nothing, because it is not there. */
  vanish(): void {
    this.closed = true;
    this.#told = true;
    this.peer = null;
    this.line.hangUp();
    this.line.endClient();
  }

  #note(frame: ClientFrame): void {
    if (frame.t === 'auth') this.#outbox = frame.outbox ?? '';
    if (frame.t === 'cmd') this.#asked.set(frame.id, frame);
    else this.#pushed.fromClient(frame);
  }

  #pass(body: Buffer): void {
    const frame = JSON.parse(body.toString()) as ServerFrame;
    const bytes = encodeFrame(body.toString());
    this.#pushed.toClient(frame);
    if (frame.t === 'ev' && this.watch.lose > 0) {
      this.watch.lose -= 1;
      return;
    }
    if (frame.t === 'welcome') this.watch.welcomed(this, frame.me.id, this.#outbox);
    if (frame.t === 'reply') {
      const asked = this.#asked.get(frame.id);
      this.#asked.delete(frame.id);
      if (asked?.cmd.verb === 'leave' && frame.ok) this.#pushed.left(asked.cmd.room);
      if (asked) this.watch.answered(this, asked, frame);
    }
    this.line.send(bytes);
    if (frame.t === 'ev' && this.watch.double > 0) {
      this.watch.double -= 1;
      this.line.send(bytes);
    }
  }
}
