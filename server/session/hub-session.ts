/** A session as the hub keeps it: the gateway's sink, who speaks through it, and what it was told. */
import type { ByeReason } from '../../protocol/envelopes';
import type { RoomId, UserId } from '../../protocol/ids';
import type { Presence, UserStatus, Wire } from '../../protocol/model';
import type { RoomBatch, Session, SessionSink, StateFrame } from './session';

export interface SessionFacts {
  id: number;
  user: UserId;
  name: string;
  wire: Wire;
  features: readonly string[];
  address: string;
  verified: boolean;
  outbox: string;
  /** Whoever sits at the server itself: has the role host, and takes nobody's place. */
  operator?: boolean;
}

export class HubSession implements Session {
  readonly id: number;
  readonly user: UserId;
  readonly wire: Wire;
  readonly features: ReadonlySet<string>;
  readonly address: string;
  readonly verified: boolean;
  readonly outbox: string;
  readonly operator: boolean;
  readonly wantsRoster: boolean;
  readonly wantsTyping: boolean;
  /** Changed by `nick` only. */
  name: string;
  presence: Exclude<Presence, 'offline'> = 'online';
  /** In memory only: it goes with the session. */
  status: UserStatus | undefined;
  /** From `start` on it is told what happens. */
  live = false;
  gone = false;
  /** Fan-out's: what this flush brings it. */
  batches: readonly RoomBatch[] | null = null;
  /** Fan-out's count of commits when it was last told heads. */
  headsToldAt = 0;
  /** Rooms in which it is typing, with the time of the last mark, ms since 1970. */
  readonly typing = new Map<RoomId, number>();

  constructor(
    facts: SessionFacts,
    private readonly sink: SessionSink,
    private readonly report: (line: string) => void,
  ) {
    this.id = facts.id;
    this.user = facts.user;
    this.name = facts.name;
    this.wire = facts.wire;
    this.features = new Set(facts.features);
    this.address = facts.address;
    this.verified = facts.verified;
    this.outbox = facts.outbox;
    this.operator = facts.operator ?? false;
    this.wantsRoster = this.features.has('roster');
    this.wantsTyping = this.features.has('typing');
  }

  deliver(batches: readonly RoomBatch[]): void {
    try {
      this.sink.deliver(batches);
    } catch (why) {
      this.broken(why);
    }
  }

  state(frame: StateFrame): void {
    try {
      this.sink.state(frame);
    } catch (why) {
      this.broken(why);
    }
  }

  close(reason: ByeReason, by?: string): void {
    try {
      this.sink.close(reason, by);
    } catch (why) {
      this.broken(why);
    }
  }

  /** A gateway's mistake is one session's misfortune: the others are served all the same. */
  private broken(why: unknown): void {
    this.report(`session ${this.id} (${this.wire}): ${why instanceof Error ? why.message : why}`);
  }
}
