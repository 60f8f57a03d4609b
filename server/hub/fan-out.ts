/**
 * Hands committed events to the members who are connected.
 *
 * - follows the log, never a command: what is handed out is durable;
 * - per flush and room one batch, shared by everybody, so that a wire encodes it once;
 * - per flush one `deliver` for each session, however many rooms it is in and people come in;
 * - flushes at once when quiet, otherwise when it is time (pace.ts);
 * - costs one step per delivery: rooms in which nothing happens cost nothing.
 */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import type { Log } from '../log/log';
import type { HubSession } from '../session/hub-session';
import type { RoomBatch } from '../session/session';
import { allWithoutHidden, withoutHidden } from './hidden';
import { Pace, type Pacing } from './pace';

interface Audience {
  readonly room: RoomId;
  readonly sessions: Set<HubSession>;
  /** Newest committed seq. */
  head: Seq;
  /** Count of commits when `head` changed last. */
  changedAt: number;
  pending: ChatEvent[];
  /** Who came while events were pending: how many of those came before them, and are not theirs. */
  readonly late: Map<HubSession, number>;
}

const NOBODY: ReadonlySet<HubSession> = new Set();

export class FanOut {
  private readonly audiences = new Map<RoomId, Audience>();
  private waiting: Audience[] = [];
  private commits = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly log: Pick<Log, 'read'>,
    private readonly sessionOf: (user: UserId) => HubSession | undefined,
    /** The oldest seq of a room that somebody is shown; null: all of it, to everybody. */
    private readonly hidesPast: (room: RoomId) => ((user: UserId) => Seq) | null = () => null,
    private readonly pace: Pacing = new Pace(),
  ) {}

  /** Takes the events of one commit: whoever joins with it is told of it, whoever leaves is not. */
  collect(events: readonly ChatEvent[]): void {
    this.commits += 1;
    for (const event of events) {
      const audience = this.audience(event.room);
      audience.head = event.seq;
      audience.changedAt = this.commits;
      if (event.kind === 'joined') {
        const session = this.sessionOf(event.by);
        if (session?.live) this.add(session, [event.room]);
      }
      const leaver = this.leaverOf(event);
      if (leaver) drop(audience, leaver);
      this.pace.count(audience.sessions.size);
      if (audience.sessions.size === 0) continue;
      if (audience.pending.length === 0) this.waiting.push(audience);
      audience.pending.push(event);
    }
  }

  /** Takes events that are only staged: whoever leaves with them is told heads of the room until then. */
  staged(events: readonly ChatEvent[]): void {
    for (const event of events) {
      if (event.kind === 'ended') {
        for (const session of this.listeners(event.room)) markLeaving(session, event.room);
      }
      const leaver = this.leaverOf(event);
      if (leaver && this.listeners(event.room).has(leaver)) markLeaving(leaver, event.room);
    }
  }

  flushSoon(): void {
    if (this.timer !== null || this.waiting.length === 0) return;
    const wait = this.pace.waitMs();
    if (wait === 0) this.flush();
    else this.timer = setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.waiting.length === 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    const only = waiting.length === 1 ? waiting[0] : undefined;
    if (only) {
      const late = lateBatches(only);
      const all = batchOf(only);
      const batches = [all];
      const shown = this.shownBatches(all.room);
      for (const session of only.sessions) {
        const own = late?.get(session);
        if (own === null) continue;
        const batch = shown?.(session, own ?? all) ?? own ?? all;
        session.deliver(batch === all ? batches : [batch]);
      }
      this.pace.flushed(only.sessions.size);
      return;
    }
    this.pace.flushed(this.flushMany(waiting));
  }

  /** Sessions with one active room share its array; only those with more get their own. How many they are. */
  private flushMany(waiting: readonly Audience[]): number {
    const sessions: HubSession[] = [];
    const own = new Set<HubSession>();
    for (const audience of waiting) {
      const late = lateBatches(audience);
      const all = batchOf(audience);
      const shared = [all];
      const shown = this.shownBatches(all.room);
      for (const session of audience.sessions) {
        const theirs = late?.has(session) ? late.get(session) : all;
        if (!theirs) continue;
        const batch = shown?.(session, theirs) ?? theirs;
        if (session.batches === null) {
          session.batches = batch === all ? shared : [batch];
          sessions.push(session);
        } else if (own.has(session)) {
          (session.batches as RoomBatch[]).push(batch);
        } else {
          session.batches = [...session.batches, batch];
          own.add(session);
        }
      }
    }
    for (const session of sessions) {
      const batches = session.batches ?? [];
      session.batches = null;
      session.deliver(batches);
    }
    return sessions.length;
  }

  /** In a room with a hidden past, what each is shown; those from whom as much is hidden share it. */
  private shownBatches(
    room: RoomId,
  ): ((session: HubSession, batch: RoomBatch) => RoomBatch) | null {
    const from = this.hidesPast(room);
    if (!from) return null;
    const made = new Map<RoomBatch, Map<number, RoomBatch>>();
    return (session, batch) => {
      const oldest = from(session.user);
      const hidden = batch.events.filter((event) => withoutHidden(event, oldest) !== event).length;
      if (hidden === 0) return batch;
      const known = made.get(batch) ?? new Map<number, RoomBatch>();
      made.set(batch, known);
      const shared = known.get(hidden);
      if (shared) return shared;
      const events = allWithoutHidden(batch.events, oldest);
      const own: RoomBatch = { room, events, encoded: new Map() };
      known.set(hidden, own);
      return own;
    };
  }

  listeners(room: RoomId): ReadonlySet<HubSession> {
    return this.audiences.get(room)?.sessions ?? NOBODY;
  }

  /** From now on it is told what is committed; what is only pending it has from elsewhere. */
  add(session: HubSession, rooms: Iterable<RoomId>): void {
    for (const room of rooms) {
      const audience = this.audience(room);
      if (audience.sessions.has(session)) continue;
      audience.sessions.add(session);
      if (audience.pending.length > 0) audience.late.set(session, audience.pending.length);
    }
  }

  remove(session: HubSession, rooms: Iterable<RoomId>): void {
    for (const room of rooms) {
      const audience = this.audiences.get(room);
      if (audience) drop(audience, session);
    }
  }

  /** After state was folded anew: who listens is worked out again, what is committed is kept. */
  clearListeners(): void {
    for (const { sessions, late } of this.audiences.values()) {
      for (const session of sessions) session.leaving = null;
      sessions.clear();
      late.clear();
    }
  }

  /** The room is gone; what is waiting to be handed out still is. */
  forget(room: RoomId): void {
    for (const session of this.listeners(room)) hasLeft(session, room);
    this.audiences.delete(room);
  }

  /** Newest committed seq of a room. */
  head(room: RoomId): Seq {
    return this.audience(room).head;
  }

  /** Heads of those rooms that changed since the session was last told. */
  changedHeads(session: HubSession, rooms: Iterable<RoomId>): Record<RoomId, Seq> {
    const heads: Record<RoomId, Seq> = {};
    for (const room of rooms) {
      const audience = this.audiences.get(room);
      if (audience && audience.changedAt > session.headsToldAt) heads[room] = audience.head;
    }
    session.headsToldAt = this.commits;
    return heads;
  }

  /** From now on only what follows counts as changed for the session. */
  toldHeads(session: HubSession): void {
    session.headsToldAt = this.commits;
  }

  private leaverOf(event: ChatEvent): HubSession | undefined {
    if (event.kind === 'left') return this.sessionOf(event.by);
    if (event.kind === 'kicked') return this.sessionOf(event.user);
    return undefined;
  }

  private audience(room: RoomId): Audience {
    let audience = this.audiences.get(room);
    if (!audience) {
      // Not the log's own head, which counts what is only staged.
      const newest = this.log.read(room, { limit: 1, maxBytes: 0 }).events.at(-1);
      const head = newest?.seq ?? 0;
      audience = { room, sessions: new Set(), head, changedAt: 0, pending: [], late: new Map() };
      this.audiences.set(room, audience);
    }
    return audience;
  }
}

function batchOf(audience: Audience): RoomBatch {
  const events = audience.pending;
  audience.pending = [];
  return { room: audience.room, events, encoded: new Map() };
}

/** What is left for those who came meanwhile: those who missed as much share it; null: nothing. */
function lateBatches({ room, pending, late }: Audience): Map<HubSession, RoomBatch | null> | null {
  if (late.size === 0) return null;
  const shared = new Map<number, RoomBatch>();
  const batches = new Map<HubSession, RoomBatch | null>();
  for (const [session, from] of late) {
    let batch = shared.get(from) ?? null;
    if (batch === null && from < pending.length) {
      batch = { room, events: pending.slice(from), encoded: new Map() };
      shared.set(from, batch);
    }
    batches.set(session, batch);
  }
  late.clear();
  return batches;
}

function drop({ room, sessions, late }: Audience, session: HubSession): void {
  sessions.delete(session);
  late.delete(session);
  hasLeft(session, room);
}

function markLeaving(session: HubSession, room: RoomId): void {
  session.leaving ??= new Set();
  session.leaving.add(room);
}

function hasLeft(session: HubSession, room: RoomId): void {
  session.leaving?.delete(room);
  if (session.leaving?.size === 0) session.leaving = null;
}
