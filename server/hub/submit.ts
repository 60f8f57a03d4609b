/**
 * The path of a command: rate, preparation, then number, decision and staging in one step without
 * waiting, so that commands of a session are decided in the order in which they came; the reply
 * after the commit.
 */
import { type Command, type CommandOf, NUMBERED, type Verb } from '../../protocol/commands';
import { type ChatError, isTemporary, Refusal } from '../../protocol/errors';
import type { UserId } from '../../protocol/ids';
import { REPLY_MEMBERS_MAX } from '../../protocol/limits';
import type { Notice } from '../../protocol/order';
import type { Reply, ReplyTo, ResultOf } from '../../protocol/replies';
import { noHandover } from '../handover/desk';
import type { RoomDraft, Staged } from '../log/log';
import type { HubSession } from '../session/hub-session';
import type { StateFrame } from '../session/session';
import { verbs } from './commands';
import { noFiles } from './commands/files';
import type { Actor, Decision, Effect, Outcome, Prepared, VerbRule } from './commands/verb';
import type { Core } from './core';
import type { Entrance } from './entrance';
import { type Numbered, Numbering, numberOf } from './numbering';
import { Pages } from './pages';
import type { Passwords } from './passwords';
import type { Rates } from './rates';
import { LogSearch } from './search';

const NOTHING: Prepared = {};

/** What changes nothing, and what a hand-over itself takes. */
const WHILE_HELD: ReadonlySet<Verb> = new Set<Verb>([
  'handover',
  'history',
  'lookup',
  'search',
  'typing',
  'presence',
]);
/** When whoever is refused meanwhile may try again. */
const HELD_RETRY_MS = 1_000;

export class Submissions {
  private readonly numbering: Numbering;
  private readonly pages: Pages;
  private readonly searches: LogSearch;

  constructor(
    private readonly core: Core,
    private readonly rates: Rates,
    private readonly passwords: Passwords,
    private readonly entrance: Pick<Entrance, 'expel' | 'needsPassword'>,
  ) {
    this.numbering = new Numbering(core.deps.log);
    this.searches = new LogSearch(core.deps);
    this.pages = new Pages(core.deps, (room) => core.fanOut.head(room));
  }

  /** Never rejects: what goes wrong is in the reply. */
  async submit<V extends Verb>(
    session: HubSession,
    command: CommandOf<V>,
    n?: number,
  ): Promise<ReplyTo<V>> {
    try {
      return (await this.run(session, command, n)) as ReplyTo<V>;
    } catch (why) {
      return { ok: false, error: this.errorOf(why, command.verb) };
    }
  }

  private run(session: HubSession, command: Command, n: number | undefined): Promise<Reply> {
    const rule = verbs[command.verb] as unknown as VerbRule<Verb>;
    this.needsOpenDoor(session);
    if (n !== undefined && !NUMBERED.includes(command.verb)) {
      throw new Refusal('bad-frame', { field: 'n', message: 'this verb takes no number' });
    }
    const rated = this.rates.on && !session.operator;
    if (!rated && !rule.prepare) return this.settle(session, command, n, rule, NOTHING);
    return this.prepare(session, command, rule, rated).then((prepared) =>
      this.settle(session, command, n, rule, prepared),
    );
  }

  private async prepare(
    session: HubSession,
    command: Command,
    rule: VerbRule<Verb>,
    rated: boolean,
  ): Promise<Prepared> {
    if (rated) {
      const { user, address } = session;
      await this.rates.take(rule.rate, user, address);
      const also = rule.also?.(this.core.world, this.actor(session), command) ?? null;
      if (also) await this.rates.take(also, user, address);
    }
    if (!rule.prepare) return NOTHING;
    return rule.prepare(this.core.world, this.actor(session), command, this.passwords);
  }

  /** Number, decision and staging: one step. */
  private settle(
    session: HubSession,
    command: Command,
    n: number | undefined,
    rule: VerbRule<Verb>,
    prepared: Prepared,
  ): Promise<Reply> {
    this.needsOpenDoor(session);
    if (this.core.held && !WHILE_HELD.has(command.verb)) {
      throw new Refusal('shutting-down', { retryAfterMs: HELD_RETRY_MS });
    }
    const decide = () => rule.decide(this.core.world, this.actor(session), command, prepared);
    if (n === undefined) return this.carryOut(session, decide(), undefined);
    return this.once(session, command, numberOf(session, command, n), decide);
  }

  /** Decides a number that is new; answers one that was decided as it was answered then. */
  private once(
    session: HubSession,
    command: Command,
    number: Numbered,
    decide: () => Decision<Verb>,
  ): Promise<Reply> {
    const first = this.numbering.firstAnswer(number);
    if (first) return Promise.resolve(first);
    let decision: Decision<Verb>;
    try {
      decision = decide();
    } catch (why) {
      const error = this.errorOf(why, command.verb);
      if (isTemporary(error.code)) throw why;
      return this.refuseForGood(number, { ok: false, error });
    }
    const answer = this.carryOut(session, decision, number);
    this.numbering.track(number, answer);
    return answer;
  }

  private refuseForGood(number: Numbered, refusal: Reply): Promise<Reply> {
    const mark = { ...number, answer: JSON.stringify(refusal) };
    const answer = this.core.append({ events: [], mark }).done.then(() => refusal);
    this.numbering.track(number, answer);
    return answer;
  }

  /** Stages before it returns; resolves after the commit. */
  private carryOut(
    session: HubSession,
    decision: Decision<Verb>,
    number: Numbered | undefined,
  ): Promise<Reply> {
    const { events = [], facts = [] } = decision;
    const nameBefore = session.name;
    let staged: Staged | null = null;
    if (events.length > 0 || facts.length > 0) {
      staged = this.core.append({
        events: number ? marked(events, number) : events,
        facts,
        mark: number && { ...number, answer: null },
      });
    }
    if (decision.rename !== undefined) this.core.registry.rename(session, decision.rename);
    return this.conclude(session, decision, staged, nameBefore);
  }

  private async conclude(
    session: HubSession,
    decision: Decision<Verb>,
    staged: Staged | null,
    nameBefore: string,
  ): Promise<Reply> {
    try {
      await staged?.done;
    } catch (why) {
      if (decision.rename !== undefined && session.name === decision.rename) {
        this.core.registry.rename(session, nameBefore);
      }
      throw why;
    }
    if (decision.effect) this.effect(session, decision.effect);
    const result = decision.result(this.outcome(session, staged));
    return { ok: true, result: result instanceof Promise ? await result : result };
  }

  private outcome(session: HubSession, staged: Staged | null): Outcome {
    const { views, roster } = this.core;
    return {
      events: staged?.events ?? [],
      entered: (room) => {
        const entered = views.entered(room, session.user);
        if (entered.room.members > REPLY_MEMBERS_MAX && session.wantsRoster) {
          setImmediate(() => {
            for (const frame of roster.membersOf(room)) session.state(frame);
          });
        }
        return entered;
      },
      page: (room, range) => this.pages.read(session, room, range),
      files: () => this.core.deps.files ?? noFiles(),
      search: (input) => this.searches.find(session, input),
      house: () => this.house(),
      handover: () => this.core.deps.handover?.() ?? noHandover(),
    };
  }

  private effect(session: HubSession, effect: Effect): void {
    const { typing, roster, deps } = this.core;
    switch (effect.kind) {
      case 'typing':
        typing.mark(session, effect.room, effect.on);
        return;
      case 'typed':
        typing.typed(session, effect.room);
        return;
      case 'presence':
        if (!seen(session, effect)) return;
        roster.userChanged(session.user);
        return;
      case 'expel':
        this.entrance.expel(effect.user, effect.reason, effect.by, effect.note);
        return;
      case 'changed':
        for (const user of [effect.user, ...(effect.also ?? [])]) {
          roster.userChanged(user);
          this.notify([user], effect.notice);
        }
        return;
      case 'tell':
        this.notify(effect.users, effect.notice);
        return;
      case 'door':
        this.core.waiting.look();
        return;
      case 'answer-knock':
        if (effect.letIn) this.core.waiting.letIn(effect.knock);
        else this.core.waiting.turnAway(effect.knock, effect.note);
        return;
      case 'shutdown': {
        const by = session.name;
        setImmediate(() => deps.onShutdownAsked({ by })); // after the reply
        return;
      }
    }
  }

  private notify(users: readonly UserId[], notice: Notice): void {
    const frame: StateFrame = { t: 'notice', notice };
    for (const user of users) {
      const session = this.core.registry.of(user);
      if (session?.live && session.wantsOrder) session.state(frame);
      // A new role brings what it may see, and takes it away.
      if (session?.live && notice.what === 'role') this.core.tellKnocksTo(session);
    }
  }

  private async house(): Promise<Omit<ResultOf<'house'>, 'door' | 'capacity'>> {
    const { registry, waiting, deps, openedAt: since } = this.core;
    const disk = await deps.diskUse?.();
    return {
      people: registry.size,
      waiting: waiting.size,
      password: this.entrance.needsPassword,
      since,
      ...disk,
    };
  }

  private actor(session: HubSession): Actor {
    const { user, name, wire, address } = session;
    return { id: user, name, wire, role: this.core.world.role(user), address };
  }

  private needsOpenDoor(session: HubSession): void {
    if (this.core.stopping) throw new Refusal('shutting-down');
    if (session.gone) throw new Refusal('not-authenticated');
  }

  private errorOf(why: unknown, verb: Verb): ChatError {
    if (why instanceof Refusal) return why.error;
    this.core.deps.options.log(`${verb} failed: ${why instanceof Error ? why.stack : why}`);
    return { code: 'internal' };
  }
}

/** How a session is seen from now on; false when that is how it was seen. */
function seen(session: HubSession, now: Extract<Effect, { kind: 'presence' }>): boolean {
  const status = now.status === undefined ? session.status : (now.status ?? undefined);
  const same = JSON.stringify(status) === JSON.stringify(session.status);
  if (same && session.presence === now.presence) return false;
  session.presence = now.presence;
  session.status = status;
  return true;
}

/** The last event is what the command asked for; its author's pending line leaves with it. */
function marked(events: readonly RoomDraft[], { epoch, n }: Numbered): readonly RoomDraft[] {
  const last = events.at(-1);
  if (last) last.from = { epoch, n };
  return events;
}
