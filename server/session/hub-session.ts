/** A session as the hub keeps it: the gateway's sink, who speaks through it, and what it was told. */
import type { ByeReason } from '../../protocol/envelopes';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
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
  /** When they came in, ms since 1970. */
  since: number;
  traffic?: Traffic | undefined;
}

/** Bytes that a connection has carried so far. */
export type Traffic = () => { in: number; out: number };

const NOTHING: ReadonlyMap<RoomId, Seq> = new Map();

/** Ten thousand idle sessions say the same few things about themselves: so many are kept once. */
const SETS_KEPT = 64;
const sets = new Map<string, ReadonlySet<string>>();

function sharedSet(features: readonly string[]): ReadonlySet<string> {
  const key = features.join(' ');
  const known = sets.get(key) ?? new Set(features);
  if (sets.size < SETS_KEPT) sets.set(key, known);
  return known;
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
  readonly since: number;
  readonly traffic: Traffic | undefined;
  readonly wantsRoster: boolean;
  readonly wantsTyping: boolean;
  /** Is told who waits at the door, and what concerns them alone. */
  readonly wantsOrder: boolean;
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
  /** Fan-out's: rooms that it leaves with a commit under way, and is handed events of until then. */
  leaving: Set<RoomId> | null = null;
  /** Heads, when it went live, of the rooms whose past is not shown (visible.ts). */
  opened: ReadonlyMap<RoomId, Seq> = NOTHING;
  private typed: Map<RoomId, number> | null = null;

  constructor(
    facts: SessionFacts,
    private readonly sink: SessionSink,
    private readonly report: (line: string) => void,
  ) {
    this.id = facts.id;
    this.user = facts.user;
    this.name = facts.name;
    this.wire = facts.wire;
    this.features = sharedSet(facts.features);
    this.address = facts.address;
    this.verified = facts.verified;
    this.outbox = facts.outbox;
    this.operator = facts.operator ?? false;
    this.since = facts.since;
    this.traffic = facts.traffic;
    this.wantsRoster = this.features.has('roster');
    this.wantsTyping = this.features.has('typing');
    this.wantsOrder = this.features.has('order');
  }

  /** Rooms in which it is typing, with the time of the last mark, ms since 1970. */
  get typing(): Map<RoomId, number> {
    this.typed ??= new Map();
    return this.typed;
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

  close(reason: ByeReason, by?: string, note?: string): void {
    try {
      this.sink.close(reason, by, note);
    } catch (why) {
      this.broken(why);
    }
  }

  /** A gateway's mistake is one session's misfortune: the others are served all the same. */
  private broken(why: unknown): void {
    this.report(`session ${this.id} (${this.wire}): ${why instanceof Error ? why.message : why}`);
  }
}
