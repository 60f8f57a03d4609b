/**
 * A connection from its first byte on: which wire it speaks, TLS around it, whether it may, and
 * then to its gateway. Says nothing until it knows to whom.
 */
import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import { isCompatWire } from '../protocol/compat';
import type { ByeReason } from '../protocol/envelopes';
import { DETECT_SILENCE_MS } from '../protocol/limits';
import type { Place } from './admission';
import { detect, isRelay, type Verdict, type WireKind } from './detect';
import type { Gateway, GatewayContext, Peer } from './gateways/gateway';
import { type Origin, SocketConnection, type Transport } from './transport/connection';
import type { Deadlines, Expiring } from './transport/deadlines';
import { wrapTls } from './transport/tls';
import { wordsFor } from './turn-away';

/** What every visitor meets. */
export interface House {
  readonly context: GatewayContext;
  readonly gateways: Partial<Record<WireKind, Gateway>>;
  readonly transport: Transport;
  /** Null: TLS is off. */
  readonly tls: SecureContext | null;
  /** Time from the first moment to being somebody. */
  readonly handshakes: Deadlines;
  /** The same for a person at a keyboard, who may first have to read what to type. */
  readonly people: Deadlines;
}

const NOTHING: Buffer = Buffer.alloc(0);

export class Visitor implements Expiring, Origin {
  private connection: SocketConnection | null = null;
  private heard: Buffer = NOTHING;
  private silence: NodeJS.Timeout | null = null;

  constructor(
    private readonly house: House,
    private readonly place: Place,
    private readonly socket: Socket,
    readonly address: string,
    readonly plainAllowed: boolean,
    /** What everybody here speaks; null: their first bytes tell. */
    known: Gateway | null = null,
  ) {
    // whoever may be a person at a keyboard is given time until the first byte
    (plainAllowed ? house.people : house.handshakes).add(this);
    if (known) this.open(known, socket, null, NOTHING);
    else this.listen(socket, null);
  }

  /** The door stayed undecided for too long. */
  expire(): void {
    this.socket.destroy();
  }

  admitted(): void {
    this.stopTheClock();
    this.place.admitted();
  }

  /** The socket is gone. */
  left(): void {
    this.stopTheClock();
    this.stopWaiting();
    this.place.left();
    this.connection?.gone();
  }

  /** The server stops: those who are nobody yet are told where their wire has words for it. */
  stop(reason: ByeReason, by?: string): void {
    if (this.connection) this.connection.stop(reason, by);
    else this.socket.destroy();
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** The listener is closed, and the server goes on. */
  dismiss(): void {
    if (this.connection) this.connection.end();
    else this.socket.destroy();
  }

  private stopTheClock(): void {
    this.house.handshakes.delete(this);
    this.house.people.delete(this);
  }

  /** Starts the time that programs, or people, have from now on. */
  private restartTheClock(deadlines: Deadlines): void {
    this.stopTheClock();
    deadlines.add(this);
  }

  /** Gathers bytes until they say which wire it is; `tls` is the encrypted socket, inside TLS. */
  private listen(socket: Socket, tls: TLSSocket | null): void {
    const stop = () => {
      socket.off('data', take);
      socket.off('end', leave);
      this.stopWaiting();
    };
    const leave = () => this.socket.destroy();
    const take = (chunk: Buffer) => {
      const first = this.heard.length === 0;
      if (tls === null && first) this.restartTheClock(this.house.handshakes);
      this.heard = this.heard.length === 0 ? chunk : Buffer.concat([this.heard, chunk]);
      const verdict = detect(this.heard, { tls: tls === null && this.house.tls !== null });
      this.stopWaiting();
      if (verdict !== 'undecided') decided(verdict);
      else if (first && tls === null && this.plainAllowed && isRelay(chunk)) {
        this.silence = setTimeout(() => decided('relay'), DETECT_SILENCE_MS);
      }
    };
    const decided = (verdict: Exclude<Verdict, 'undecided'>) => {
      stop();
      const bytes = this.heard;
      this.heard = NOTHING;
      if (verdict === 'refuse') this.socket.destroy();
      else if (verdict === 'tls') this.secure(bytes);
      else this.welcome(verdict, socket, tls, bytes);
    };
    socket.on('data', take);
    socket.on('end', leave);
  }

  private secure(first: Buffer): void {
    if (!this.house.tls) return;
    const tls = wrapTls(this.socket, first, this.house.tls);
    tls.once('secure', () => this.listen(tls, tls));
  }

  private welcome(kind: WireKind, socket: Socket, tls: TLSSocket | null, first: Buffer): void {
    const gateway = this.house.gateways[this.spoken(kind)];
    const allowed = tls !== null || this.plainAllowed;
    if (gateway && allowed) {
      if (gateway.typed && tls === null) this.restartTheClock(this.house.people);
      this.open(gateway, socket, tls, first);
      return;
    }
    const connection = this.connect(socket, tls);
    connection.open(NOBODY, NOTHING);
    connection.end(wordsFor(kind, allowed ? 'no-gateway' : 'plain-refused') ?? undefined);
  }

  /** Old programs cannot give a password; a person whose first line looks like theirs is asked. */
  private spoken(kind: WireKind): WireKind {
    return isCompatWire(kind) && this.house.context.hub.needsPassword() ? 'text' : kind;
  }

  private open(gateway: Gateway, socket: Socket, tls: TLSSocket | null, first: Buffer): void {
    const connection = this.connect(socket, tls);
    connection.open(gateway.accept(connection, this.house.context), first);
  }

  private connect(socket: Socket, tls: TLSSocket | null): SocketConnection {
    this.connection = new SocketConnection(socket, tls, this, this.house.transport);
    return this.connection;
  }

  private stopWaiting(): void {
    if (this.silence) clearTimeout(this.silence);
    this.silence = null;
  }
}

/** Listens to somebody who is being turned away. */
const NOBODY: Peer = { data() {}, ended() {}, closed() {}, stop() {} };
