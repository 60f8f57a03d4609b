/** Coming in, going live, and going away. */
import { randomBytes } from 'node:crypto';
import type { ByeReason } from '../../protocol/envelopes';
import { Refusal } from '../../protocol/errors';
import { isGuest } from '../../protocol/ids';
import { roomIdsOf } from '../projections/rooms';
import { HubSession } from '../session/hub-session';
import type { SessionSink } from '../session/session';
import type { Entered, EnterRequest } from './api';
import type { Core } from './core';
import { decideEntry, needsPlace, newGuestId } from './enter';
import type { Passwords } from './passwords';

export class Entrance {
  private readonly passwordHash: Promise<string> | null;
  private nextId = 1;

  constructor(
    private readonly core: Core,
    private readonly passwords: Passwords,
  ) {
    const { password } = core.deps.options;
    this.passwordHash = password === undefined ? null : passwords.hash(password);
    this.passwordHash?.catch(() => {}); // whoever comes in is told
  }

  get needsPassword(): boolean {
    return this.passwordHash !== null;
  }

  /** `operator` is decided by the program that owns the server, never by what a peer sends. */
  async enter(request: EnterRequest, sink: SessionSink, operator = false): Promise<Entered> {
    const { core } = this;
    const { world, registry } = core;
    this.needsOpenDoor();
    if (!operator) await this.checkPassword(request);
    // No waiting from here to the commit: name and place are taken in one step.
    this.needsOpenDoor();
    if (!operator) {
      needsPlace(world, request.user, registry.size, core.deps.options.capacity);
    }
    const { user, name, events, facts } = decideEntry(world, request, newGuestId());
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
      },
      sink,
      core.deps.options.log,
    );
    registry.add(session);
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
    session.state({ t: 'ready' });
    core.fanOut.add(session, roomIdsOf(core.world.state.rooms, session.user));
    core.roster.userChanged(session.user);
  }

  /** Guests leave their rooms; others stay members and are offline. */
  leave(session: HubSession): void {
    const { core } = this;
    if (session.gone) return;
    this.remove(session);
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

  private remove(session: HubSession, reason?: ByeReason, by?: string): void {
    if (session.gone) return;
    const { core } = this;
    core.typing.gone(session);
    session.gone = true;
    session.live = false;
    core.registry.remove(session);
    core.fanOut.remove(session, roomIdsOf(core.world.state.rooms, session.user));
    if (reason !== undefined) session.close(reason, by);
  }

  private needsOpenDoor(): void {
    if (this.core.stopping) throw new Refusal('shutting-down');
  }

  private async checkPassword(request: EnterRequest): Promise<void> {
    if (this.passwordHash === null) return;
    if (request.user !== null && this.core.world.role(request.user) === 'host') return;
    if (request.password === undefined) throw new Refusal('password-required');
    await this.passwords.check(request.password, await this.passwordHash, request.address);
  }
}
