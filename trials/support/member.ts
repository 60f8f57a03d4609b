/**
 * Somebody well-behaved, on the native wire: answers pings, confirms what it got, waits for its
 * answers. Speaks the wire by itself and shares no more than the framing with the client.
 */
import { once } from 'node:events';
import { connect as dial, type Socket } from 'node:net';
import { connect as dialTls, TLSSocket } from 'node:tls';
import type { Command } from '../../protocol/commands';
import type { ServerFrame } from '../../protocol/envelopes';
import type { ChatEvent } from '../../protocol/events';
import { SEEN_EVERY_MS } from '../../protocol/limits';
import { seenEvery, WIDEST_WINDOW } from '../../protocol/window';
import { EXPORTER_BYTES, EXPORTER_LABEL } from '../../protocol/wire/auth';
import { encodeFrame, FrameDecoder } from '../../protocol/wire/frame';
import { signatureOf, type TestKey } from '../../server/testing/native-client';

export type Reply = Extract<ServerFrame, { t: 'reply' }>;
type Welcome = Extract<ServerFrame, { t: 'welcome' }>;

export interface MemberOptions {
  readonly port: number;
  readonly name: string;
  readonly tls?: boolean;
  readonly localAddress?: string;
  readonly password?: string;
  /** What may be on its way unconfirmed; left out: the most that there is. */
  readonly credit?: { readonly events: number; readonly bytes: number };
  readonly features?: readonly string[];
  /** Left out: a guest. */
  readonly key?: TestKey;
  /** Ids of its commands are numbers above this one. */
  readonly firstId?: number;
  /** Names its outbox: what it says is numbered. */
  readonly outbox?: string;
  onEvent?(event: ChatEvent): void;
}

/** The server closed, or refused to let it in; `message` says why as far as it was told. */
export class PutOut extends Error {}

export class Member {
  welcome: Welcome | null = null;
  closed = false;
  /** Why it was closed, as far as the server said. */
  why = '';
  private readonly decoder = new FrameDecoder();
  private readonly replies = new Map<string, (reply: Reply | PutOut) => void>();
  private ready: (why: PutOut | null) => void = () => {};
  private events = 0;
  private confirmed = 0;
  private late: NodeJS.Timeout | null = null;
  private commands = 0;

  private constructor(
    readonly socket: Socket,
    private readonly options: MemberOptions,
  ) {
    this.commands = options.firstId ?? 0;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      for (const body of this.decoder.push(chunk)) this.take(JSON.parse(body.toString()));
    });
    socket.on('error', () => {});
    socket.on('close', () => this.gone());
  }

  /** In the lobby, and told all that there is. Rejects with `PutOut`. */
  static async join(options: MemberOptions): Promise<Member> {
    const { port, tls = false, localAddress, features = [] } = options;
    const where = { port, host: '127.0.0.1', ...(localAddress && { localAddress }) };
    const socket = tls
      ? dialTls({ ...where, rejectUnauthorized: false, minVersion: 'TLSv1.3' })
      : dial(where);
    const member = new Member(socket, options);
    const ready = new Promise<void>((resolve, reject) => {
      member.ready = (why) => (why ? reject(why) : resolve());
    });
    ready.catch(() => {}); // heard of below, or not at all when connecting fails
    await once(socket, tls ? 'secureConnect' : 'connect');
    member.send({ t: 'hello', v: 1, min: 1, app: 'trial', features });
    await ready;
    return member;
  }

  get user(): string {
    return this.welcome?.me.id ?? '';
  }

  /** Rejects with `PutOut` when the connection ends before the answer. */
  run(cmd: Command | object, n?: number): Promise<Reply> {
    this.commands += 1;
    const id = `c${this.commands}`;
    const answered = new Promise<Reply>((resolve, reject) => {
      this.replies.set(id, (reply) => (reply instanceof PutOut ? reject(reply) : resolve(reply)));
    });
    if (this.closed) this.gone();
    else this.send({ t: 'cmd', id, cmd, ...(n !== undefined && { n }) });
    return answered;
  }

  post(text: string, room = 'lobby', n?: number): Promise<Reply> {
    return this.run({ verb: 'post', room, text }, n);
  }

  close(): void {
    this.socket.destroy();
  }

  /** Binds a proof to this connection; without TLS to none. */
  private get exporter(): Buffer {
    const { socket } = this;
    if (!(socket instanceof TLSSocket)) return Buffer.alloc(EXPORTER_BYTES);
    return socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, Buffer.alloc(0));
  }

  private send(frame: object): void {
    this.socket.write(encodeFrame(frame));
  }

  private take(frame: ServerFrame): void {
    switch (frame.t) {
      case 'challenge': {
        const { name, password, outbox, key, credit = WIDEST_WINDOW } = this.options;
        const proof = key && {
          key: key.publicKey,
          sig: signatureOf({ challenge: frame, key, exporter: this.exporter }),
        };
        this.send({ t: 'auth', name, credit, password, outbox, ...proof });
        break;
      }
      case 'welcome':
        this.welcome = frame;
        break;
      case 'ready':
        this.ready(null);
        break;
      case 'ping':
        this.send({ t: 'pong', id: frame.id });
        break;
      case 'reply':
        this.replies.get(frame.id)?.(frame);
        this.replies.delete(frame.id);
        break;
      case 'ev':
        this.confirm();
        this.options.onEvent?.(frame.e);
        break;
      case 'refused':
        this.why = frame.error.code;
        this.ready(new PutOut(`refused: ${frame.error.code}`));
        break;
      case 'bye':
        this.why = frame.reason;
        break;
    }
  }

  private confirm(): void {
    this.events += 1;
    const seen = () => {
      if (this.late) clearTimeout(this.late);
      this.late = null;
      this.confirmed = this.events;
      if (!this.closed) this.send({ t: 'seen', events: this.events });
    };
    if (this.events - this.confirmed >= seenEvery(this.options.credit ?? WIDEST_WINDOW)) seen();
    else this.late ??= setTimeout(seen, SEEN_EVERY_MS);
  }

  private gone(): void {
    this.closed = true;
    if (this.late) clearTimeout(this.late);
    const why = new PutOut(`closed: ${this.why}`);
    this.ready(why);
    for (const answer of this.replies.values()) answer(why);
    this.replies.clear();
  }
}
