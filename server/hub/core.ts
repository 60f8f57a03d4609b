/**
 * The hub's one state and its log. State is folded as soon as something is staged, so that the
 * next decision sees it; replies, events and what is told of rosters wait for the commit (a
 * roster's values may be ahead by the commit under way). When the log loses a commit the state is
 * folded anew from what is left, and everybody is told it again.
 */
import { randomBytes } from 'node:crypto';
import type { ChatEvent } from '../../protocol/events';
import { isGuest, type RoomId } from '../../protocol/ids';
import { NO_RULES } from '../../protocol/rules';
import type { Entry, RoomDraft, Staged } from '../log/log';
import { roomIdsOf } from '../projections/rooms';
import { foldEvent, foldFact, replayState, type State } from '../projections/state';
import type { HubSession } from '../session/hub-session';
import { Registry } from '../session/registry';
import type { HubDeps } from './api';
import { whyNotOnServer } from './can';
import { noFiles } from './commands/files';
import { authored } from './commands/verb';
import { emptied } from './emptied';
import { FanOut } from './fan-out';
import { Pace } from './pace';
import { Roster } from './presence';
import { SlowMode } from './slow-mode';
import { Typing } from './typing';
import { Views } from './views';
import { visibleFrom } from './visible';
import { Waiting } from './waiting';
import { createWorld, type World } from './world';

export class Core {
  readonly registry = new Registry();
  readonly world: World;
  readonly views: Views;
  readonly fanOut: FanOut;
  readonly roster: Roster;
  readonly typing: Typing;
  readonly waiting: Waiting;
  readonly now: () => number;
  /** ms since 1970. */
  readonly openedAt: number;
  /** Set once, when the server stops: nothing more is decided. */
  stopping = false;
  /** While the server is handed over nothing is accepted that would change it. */
  held = false;
  private readonly slow = new SlowMode();
  private state: State;
  private lastCommit: Promise<void> = Promise.resolve();
  /** Guests may be left in rooms whose connections are gone. */
  private guestsToSweep = false;
  private readonly unfollow: (() => void)[];

  constructor(readonly deps: HubDeps) {
    const { log, options, pace = new Pace() } = deps;
    this.now = deps.now ?? Date.now;
    this.openedAt = this.now();
    this.state = replayState(log, options.hosts);
    log.paceBy(pace);
    this.fanOut = new FanOut(
      log,
      (user) => this.registry.of(user),
      (id) => {
        const room = this.state.rooms.byId.get(id);
        if (!room || room.rules.history === 'all') return null;
        return (user) => visibleFrom(this.world, room, user);
      },
      pace,
    );
    this.world = createWorld({
      state: () => this.state,
      registry: this.registry,
      now: this.now,
      newRoomId,
      log,
      uploaded: (...asked) => deps.files?.ready(...asked) ?? noFiles(),
      slowWaitMs: (room, user, seconds) => this.slow.waitMs(room, user, seconds, this.now()),
      knocking: (id) => this.waiting.knocking(id),
      givenCapacity: options.capacity ?? null,
    });
    this.views = new Views(this.world, this.registry, (room) => this.fanOut.head(room));
    this.roster = new Roster(this.world, this.views, this.registry, this.fanOut);
    this.typing = new Typing((room) => this.fanOut.listeners(room), this.now);
    this.waiting = new Waiting({
      now: this.now,
      capacity: () => this.world.capacity,
      changed: () => this.tellKnocks(),
    });
    this.unfollow = [
      log.follow((events) => {
        this.fanOut.collect(events);
        for (const event of events) this.roster.note(event);
        this.forgetGone(events);
        deps.files?.committed(events);
        this.fanOut.flushSoon();
        if (this.guestsToSweep) setImmediate(() => this.sweepGuests());
      }),
      log.onLost(() => this.foldAnew()),
    ];
    this.sweepGuests();
    void deps.files?.serve({
      files: () => this.state.files,
      isMember: (user, room) => this.state.rooms.byId.get(room)?.members.has(user) ?? false,
      isRoom: (room) => this.state.rooms.byId.has(room),
      mayRead: (user, file) => this.world.mayReadFile(user, file),
    });
  }

  /** Stages and folds. Throws `storage-failed` while the log is known to be unusable. */
  append(entry: Entry): Staged {
    const staged = this.deps.log.append(withEnds(entry));
    for (const fact of entry.facts ?? []) foldFact(this.state, fact);
    for (const event of staged.events) {
      foldEvent(this.state, event);
      const { slowSeconds } = this.state.rooms.byId.get(event.room)?.rules ?? NO_RULES;
      if (slowSeconds > 0 && event.kind === 'posted') this.slow.said(event, this.now());
    }
    this.fanOut.staged(staged.events);
    this.lastCommit = staged.done;
    return staged;
  }

  /** Resolves when all that was staged so far is committed or refused. */
  async settled(): Promise<void> {
    await this.lastCommit.catch(() => {});
  }

  /** Logs that somebody left all their rooms; what cannot be logged now is made up for later. */
  logLeaving(person: Parameters<typeof authored>[1]): void {
    const { rooms } = this.state;
    const theirs = [...roomIdsOf(rooms, person.id)];
    if (theirs.length === 0) return;
    const events = theirs.map(
      (room): RoomDraft => ({ kind: 'left', room, ...authored(this.world, person) }),
    );
    const facts = theirs.flatMap((room) => emptied(rooms.byId.get(room), person.id));
    try {
      this.append({ events, facts }).done.catch(() => {
        this.guestsToSweep = true;
      });
    } catch {
      this.guestsToSweep = true;
    }
  }

  /** Who waits at the door is told to those who may let them in, of those who understand it. */
  tellKnocks(): void {
    for (const session of this.registry.all()) if (session.live) this.tellKnocksTo(session);
  }

  tellKnocksTo(session: HubSession): void {
    if (!session.wantsOrder || whyNotOnServer(this.world.role(session.user), 'admit')) return;
    session.state({ t: 'knocks', knocks: this.waiting.knocks() });
  }

  close(): void {
    for (const stop of this.unfollow) stop();
    this.roster.stop();
  }

  /** Guests live as long as their connection: after a crash the log still has them in rooms. */
  private sweepGuests(): void {
    this.guestsToSweep = false;
    if (this.stopping) return;
    for (const user of [...this.state.rooms.ofUser.keys()]) {
      const person = isGuest(user) && !this.registry.of(user) && this.world.person(user);
      if (person) this.logLeaving(person);
    }
  }

  private forgetGone(events: readonly ChatEvent[]): void {
    let ended = false;
    for (const { kind, room } of events) {
      if (kind !== 'ended' || this.state.rooms.byId.has(room)) continue;
      this.fanOut.forget(room);
      ended = true;
    }
    // What was put there goes with it, at once.
    if (ended) void this.deps.files?.sweep();
  }

  private foldAnew(): void {
    this.deps.options.log('a commit was lost: state is read from the log again');
    this.state = replayState(this.deps.log, this.deps.options.hosts);
    this.guestsToSweep = true;
    this.fanOut.clearListeners();
    for (const session of this.registry.all()) {
      const known = this.state.users.byId.get(session.user);
      if (known && known.name !== session.name) this.registry.rename(session, known.name);
      if (session.live) this.fanOut.add(session, roomIdsOf(this.state.rooms, session.user));
    }
    setImmediate(() => {
      for (const session of this.registry.all()) {
        if (!session.live) continue;
        for (const frame of this.roster.wholeState(session)) session.state(frame);
      }
    });
  }
}

/** A room that is gone has ended, whoever was the last to leave it: the log forgets what it held. */
function withEnds(entry: Entry): Entry {
  const { events, facts = [] } = entry;
  const gone = facts.flatMap((fact) => (fact.type === 'room-gone' ? [fact.room] : []));
  const ends = gone.flatMap((room): RoomDraft[] => {
    const last = events.findLast((event) => event.room === room);
    if (!last || last.kind === 'ended') return [];
    const { ts, by, name } = last;
    return [{ kind: 'ended', room: last.room, ts, by, name }];
  });
  return ends.length === 0 ? entry : { ...entry, events: [...events, ...ends] };
}

const newRoomId = (): RoomId => `r${randomBytes(12).toString('base64url')}`;
