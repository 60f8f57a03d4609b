/** Coming in, going live, and going away. */
import { randomBytes } from 'node:crypto';
import type { ByeReason } from '../../protocol/envelopes';
import { Refusal } from '../../protocol/errors';
import { isGuest, type RoomId, type Seq, type UserId } from '../../protocol/ids';
import { roomIdsOf } from '../projections/rooms';
import { HubSession } from '../session/hub-session';
import type { SessionSink } from '../session/session';
import type { Entered, EnterRequest } from './api';
import { claimName } from './claim-name';
import type { Core } from './core';
import { needsNoBan, whyWait } from './door';
import { decideEntry, newGuestId } from './enter';
import { passOf } from './invited';
import type { Passwords } from './passwords';

export class Entrance {
  private passwordHash: Promise<string> | null;
  /** As it was given, for as long as the server runs: whoever takes it over has to ask for it. */
  password: string | undefined;
  /** Those who may come in and are not yet counted among the people. */
  private comingIn = 0;
  private nextId = 1;

  constructor(
    private readonly core: Core,
    private readonly passwords: Passwords,
  ) {
    const { password } = core.deps.options;
    this.password = password;
    this.passwordHash = password === undefined ? null : passwords.hash(password);
    this.passwordHash?.catch(() => {}); // whoever comes in is told
  }

  get needsPassword(): boolean {
    return this.passwordHash !== null;
  }

  /** `operator` is decided by the program that owns the server, never by what a peer sends. */
  async enter(request: EnterRequest, sink: SessionSink, operator = false): Promise<Entered> {
    const { core } = this;
    this.needsOpenDoor();
    if (operator) return this.comeIn(request, sink, true);
    await this.checkPassword(request);
    this.needsOpenDoor();
    // Nobody waits for long and is then told that their name is taken.
    claimName(core.world, request.user ?? newGuestId(), request.name, request);
    let placed = false;
    await core.waiting.pass(request, (letIn, ahead) => {
      const people = core.registry.size + this.comingIn;
      const { invited } = passOf(core.world, request);
      const why = whyWait(core.world, request, { letIn, invited, people, ahead });
      // Their place is theirs from this moment on, although they take it a moment later.
      if (why === null) this.comingIn += 1;
      placed = why === null;
      return why;
    });
    try {
      this.needsOpenDoor();
      return await this.comeIn(request, sink, false, () => {
        if (placed) this.comingIn -= 1;
        placed = false;
      });
    } finally {
      if (placed) this.comingIn -= 1;
    }
  }

  /** No waiting from here to the commit: name and place are taken in one step. */
  private async comeIn(
    request: EnterRequest,
    sink: SessionSink,
    operator: boolean,
    seated: () => void = () => {},
  ): Promise<Entered> {
    const { core } = this;
    const { world, registry } = core;
    const { user, name, events, facts } = decideEntry(world, request, newGuestId(), operator);
    const news = events.length + facts.length > 0;
    // With nothing to say the commits under way are waited for: the mark must not count on them.
    const done = news ? core.append({ events, facts }).done : core.settled();
    const older = registry.of(user);
    if (older) this.remove(older, 'replaced');
    const session = new HubSession(
      {
        id: this.nextId++,
        user,
        name,
        wire: request.wire,
        features: request.features,
        address: request.address,
        verified: request.verified,
        outbox: request.outbox ?? randomBytes(8).toString('hex'),
        operator,
        since: core.now(),
        traffic: request.traffic,
      },
      sink,
      core.deps.options.log,
    );
    registry.add(session);
    seated();
    try {
      await done;
    } catch (why) {
      this.remove(session);
      throw why;
    }
    const me = core.views.user(user);
    if (session.gone || !me) throw new Refusal('not-authenticated', { message: 'replaced' });
    return { session, me, hw: core.deps.log.highWater(user, session.outbox) };
  }

  start(session: HubSession): void {
    const { core } = this;
    if (session.gone || session.live) return;
    // What was committed before is in the state that follows: fan-out does not hand it out to it.
    core.fanOut.toldHeads(session);
    for (const frame of core.roster.wholeState(session)) session.state(frame);
    session.live = true;
    const opened = headsWithoutPast(core, session);
    if (opened.size > 0) session.opened = opened;
    session.state({ t: 'ready' });
    if (core.waiting.size > 0) core.tellKnocksTo(session);
    core.fanOut.add(session, roomIdsOf(core.world.state.rooms, session.user));
    core.roster.userChanged(session.user);
  }

  /** Puts somebody off the server, whether they are in or wait at the door. */
  expel(user: UserId, reason: ByeReason, by: string, note: string | undefined): void {
    const { core } = this;
    const session = core.registry.of(user);
    if (session && !session.operator) {
      this.remove(session, reason, by, note);
      this.afterwards(session);
    }
    core.waiting.look();
  }

  /** From now on; whoever is in stays. */
  async setPassword(password: string | null): Promise<void> {
    const hash = password === null ? null : this.passwords.hash(password);
    await hash;
    this.passwordHash = hash;
    this.password = password ?? undefined;
  }

  /** Guests leave their rooms; others stay members and are offline. */
  leave(session: HubSession): void {
    if (session.gone) return;
    this.remove(session);
    this.afterwards(session);
  }

  private afterwards(session: HubSession): void {
    const { core } = this;
    if (isGuest(session.user)) {
      const { user: id, name, wire } = session;
      core.logLeaving({ id, name, wire });
    } else {
      core.roster.userChanged(session.user);
    }
  }

  /** See `RunningHub.stop`. */
  async stop(reason: ByeReason, by?: string): Promise<void> {
    const { core } = this;
    if (core.stopping) return core.settled();
    core.stopping = true;
    core.waiting.close();
    // Whoever leaves is handed nothing more: first what was said to them until now.
    await core.settled();
    core.fanOut.flush();
    const sessions = [...core.registry.all()];
    for (const { user: id, name, wire } of sessions) {
      if (isGuest(id)) core.logLeaving({ id, name, wire });
    }
    await core.settled();
    core.fanOut.flush();
    // Replies of the last commits are on their way through promises: let them pass first.
    await new Promise((resolve) => setImmediate(resolve));
    for (const session of sessions) this.remove(session, reason, by);
    core.close();
  }

  private remove(session: HubSession, reason?: ByeReason, by?: string, note?: string): void {
    if (session.gone) return;
    const { core } = this;
    core.typing.gone(session);
    session.gone = true;
    session.live = false;
    core.registry.remove(session);
    core.fanOut.remove(session, roomIdsOf(core.world.state.rooms, session.user));
    if (reason !== undefined) session.close(reason, by, note);
    core.waiting.look();
  }

  private needsOpenDoor(): void {
    if (this.core.stopping || this.core.held) throw new Refusal('shutting-down');
  }

  private async checkPassword(request: EnterRequest): Promise<void> {
    needsNoBan(this.core.world, request);
    // Also where there is no password: an invite that has ended is said to be so.
    const { invited } = passOf(this.core.world, request);
    if (invited || this.passwordHash === null) return;
    if (request.user !== null && this.core.world.role(request.user) === 'host') return;
    if (request.password === undefined) throw new Refusal('password-required');
    await this.passwords.check(request.password, await this.passwordHash, request.address);
  }
}

/** Of the session's rooms in which nothing is shown that was said before it came (visible.ts). */
function headsWithoutPast(core: Core, { user }: HubSession): Map<RoomId, Seq> {
  const heads = new Map<RoomId, Seq>();
  for (const id of roomIdsOf(core.world.state.rooms, user)) {
    const past = core.views.roomById(id)?.rules.history;
    if (past === 'none') heads.set(id, core.fanOut.head(id));
  }
  return heads;
}
