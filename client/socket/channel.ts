/** Bytes to and from one server, and what is known about who is at the other end. */
import type { ConnectStep, Failure, HostPort, Question } from '../../protocol/views';

export interface ChannelFacts {
  readonly secure: boolean;
  /** Of the key that the server proved in TLS; null without TLS. */
  readonly fingerprint: string | null;
  /** Binds a signature to this connection; zeros without TLS. */
  readonly exporter: Uint8Array;
  readonly address: HostPort;
}

export interface ChannelListener {
  data(chunk: Buffer): void;
  /** Once, and nothing after it. */
  closed(why: string): void;
}

export interface Channel extends ChannelFacts {
  /** Bytes that came before are kept until this is called. */
  listen(listener: ChannelListener): void;
  write(bytes: Uint8Array): void;
  /** Sends what was written, then closes; the listener hears nothing more. */
  close(): void;
}

/** Whether the key that a server showed is to be spoken to. Pure; see trust.ts. */
export type Verdict =
  | { kind: 'trust' }
  | { kind: 'ask'; question: Question }
  | { kind: 'fail'; failure: Failure };

export interface ConnectRequest {
  hosts: readonly HostPort[];
  /** Where others say that it is now: tried too, and only the right key found there counts. */
  hearsay?: readonly HostPort[];
  /** `tls-or-plain`: a server that does not speak TLS is offered a plain connection. */
  security: 'tls' | 'tls-or-plain' | 'plain';
  /** Asked before a byte of ours is sent. */
  judge(fingerprint: string, address: HostPort): Verdict;
  /**
   * Another key than the known one: whether that server can show that it is its heir. The channel
   * is used up; where it can, `judge` knows the new key from then on. Left out: it cannot.
   */
  prove?(channel: Channel): Promise<boolean>;
  onStep(step: ConnectStep): void;
  signal: AbortSignal;
}

/** Opens a channel, or rejects with `ConnectStopped`. */
export type Connector = (request: ConnectRequest) => Promise<Channel>;

/** Why there is no channel: a failure, or a question that only a person can answer. */
export class ConnectStopped extends Error {
  constructor(readonly verdict: Exclude<Verdict, { kind: 'trust' }>) {
    super(verdict.kind === 'fail' ? verdict.failure.code : verdict.question.kind);
    this.name = 'ConnectStopped';
  }
}

export const connectFailed = (code: Failure['code'], detail?: string): ConnectStopped =>
  new ConnectStopped({ kind: 'fail', failure: { code, ...(detail && { detail }) } });
