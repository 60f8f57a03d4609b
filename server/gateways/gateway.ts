/**
 * A gateway translates one wire protocol into commands, and events into that protocol. The
 * listener decides which gateway a connection belongs to (detect.ts) and hands over its bytes.
 * Adding one: a folder here, a line in index.ts, a row in detect.ts.
 */
import type { ByeReason } from '../../protocol/envelopes';
import type { ServerInfo } from '../../protocol/model';
import type { SuccessionRecord } from '../../protocol/succession';
import type { FileHouse } from '../files/house';
import type { Hub } from '../hub/api';
import type { Heartbeat } from '../transport/heartbeat';
import type { Tuning } from '../tuning';

/** Bytes to and from one peer, whatever they travel in. */
export interface Connection {
  /** Remote address; IPv4 as such, also when it came over an IPv6 socket. */
  readonly address: string;
  /** Remote port; 0 when the peer was gone before it could be asked. */
  readonly port: number;
  readonly encrypted: boolean;
  /** Whether an unencrypted wire would be accepted from this address. */
  readonly plainAllowed: boolean;
  /** Bytes that it has carried so far, the encryption's own included. */
  traffic(): { in: number; out: number };
  /** Bytes that are waiting to be sent. */
  readonly queued: number;
  /** True once it is ended or gone: nothing that is written will be sent. */
  readonly closed: boolean;
  /** Most bytes that may wait to be sent; SEND_QUEUE_MAX_BYTES until it is set. */
  queueLimit: number;
  /**
   * Queues bytes; all that is written in one turn of the event loop leaves in one socket write.
   * False when they would not fit into the queue: nothing was queued, the wire is no longer
   * whole, and the gateway ends the connection (`slow`). The bytes may be shared and are not copied
   * before they are sent: never change them afterwards.
   */
  write(bytes: Buffer): boolean;
  /** Hands what is queued to the socket now, for wires on which one write is one message. */
  flush(): void;
  /** Stops and starts reading; what was read before may still arrive. */
  pause(): void;
  resume(): void;
  /** The handshake is over: its time limit and its place among the undecided are given up. */
  admitted(): void;
  /**
   * Sends what is queued and then `lastWords` (without a limit), closes, and cuts the connection
   * when the peer does not take them in time. `closed` of the peer follows.
   */
  end(lastWords?: Buffer): void;
  /** Closes at once; `closed` of the peer follows. */
  destroy(): void;
  /** Binds a proof to this TLS session (RFC 8446 §7.5); null over plain wires. */
  exportKeyingMaterial(length: number, label: string): Buffer | null;
}

/** What a gateway makes of a connection. None of it may throw. */
export interface Peer {
  /** Bytes in order; the first call brings what the decision was made by. */
  data(chunk: Buffer): void;
  /** The other side will send no more, and may still be reading. */
  ended(): void;
  /** The socket has taken all that was queued. */
  drained?(): void;
  /** Gone. Called exactly once, and last. */
  closed(): void;
  /** The server stops. Whoever has a session hears of it through the hub; the others end here. */
  stop(reason: ByeReason, by?: string): void;
}

export interface GatewayContext {
  readonly hub: Hub;
  readonly files: FileHouse;
  readonly server: ServerInfo;
  /** Of the server's key, base64url. */
  readonly fingerprint: string;
  /** How this key came to be that of the log; empty for a server that was never handed over. */
  readonly succession: readonly SuccessionRecord[];
  /** Name of the log. */
  readonly epoch: string;
  /** Calls back at intervals, for liveness. */
  readonly heartbeat: Heartbeat;
  readonly tuning: Tuning;
  /** False: the owner of the server holds nobody back. */
  readonly rateLimit: boolean;
  /** One line for the owner of the server; never a message text or a secret. */
  readonly log: (line: string) => void;
}

export interface Gateway {
  readonly name: string;
  /** People type on this wire, and take longer than programs to say who they are. */
  readonly typed?: true;
  accept(connection: Connection, context: GatewayContext): Peer;
}
