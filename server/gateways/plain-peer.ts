/**
 * A guest of the hub on the wire of an old program, which knows nothing but talk: no greeting, no
 * errors, no goodbye. What cannot be said in its words is left out, and what the hub refuses is
 * dropped (docs/wires/).
 */
import type { Command, CommandOf, Verb } from '../../protocol/commands';
import type { ByeReason } from '../../protocol/envelopes';
import { type ErrorCode, Refusal } from '../../protocol/errors';
import { LOBBY, type RoomId, type Seq } from '../../protocol/ids';
import { LAST_SHOWN_WAIT_MS, MESSAGE_MAX_CHARS, TEXT_WAIT_MAX_MS } from '../../protocol/limits';
import type { Wire } from '../../protocol/model';
import { checkName } from '../../protocol/names';
import type { ReplyTo } from '../../protocol/replies';
import type { RoomBatch, Session, SessionSink } from '../session/session';
import { Charset } from './charset';
import type { Crowd } from './crowd';
import { cutToChars } from './cut';
import type { Connection, GatewayContext, Peer } from './gateway';
import { Intake } from './intake';
import { ownRate } from './own-rate';
import type { NameOf } from './talk';

/** Refusals that come with a name to take instead. */
const notTheirs = (code: ErrorCode): boolean => code === 'name-taken' || code === 'name-reserved';

export abstract class PlainPeer<Item, Self> implements Peer, SessionSink {
  protected readonly charset = new Charset();
  protected readonly intake: Intake<Item>;
  protected session: Session | null = null;
  /** As the hub has it, which may be a free variant of what they call themselves. */
  protected name = '';
  protected room: RoomId = LOBBY;
  protected over = false;
  /** What they call themselves, as far as it was carried out; empty: nothing yet. */
  protected wanted = '';
  /** What they called themselves first, perhaps before they were in. */
  protected introduced = '';
  /** Resolves once they are in; what they say before waits. */
  private entering: Promise<void> = Promise.resolve();
  private readonly gone = new AbortController();
  /** They turned out to be nobody who talks. */
  private withdrawn = false;
  /** The last that they said, until it was shown to them. */
  private unshown: { room: RoomId; seq: Seq } | null = null;
  private readonly shownTo = new Map<RoomId, Seq>();
  private noMore = false;

  constructor(
    protected readonly connection: Connection,
    protected readonly context: GatewayContext,
    protected readonly crowd: Crowd<Self>,
    private readonly wire: Wire,
  ) {
    this.intake = new Intake<Item>({
      carryOut: (item) => this.carryOutSafely(item),
      done: () => this.endWhenShown(),
      flooded: () => {
        this.forget();
        context.log(`${wire}: a flood from ${connection.address} is dropped`);
      },
    });
  }

  /** As the crowd knows them. */
  protected abstract readonly self: Self;
  /** Bytes of somebody who is listened to. */
  protected abstract heard(chunk: Buffer): void;
  /** The last bytes were heard. */
  protected abstract heardAll(): void;
  protected abstract carryOut(item: Item): Promise<void>;
  /** False when the peer did not read what it was sent, and there is no place for more. */
  protected abstract show(batches: readonly RoomBatch[]): boolean;
  /** They are in, under `name`; nothing was delivered yet. */
  protected entered(): void {}
  /** Drops what was heard in part. */
  protected abstract forget(): void;
  /** Whatever waits to be written is handed to the connection now. */
  protected flushAll(): void {}

  // ---- what the connection brings ----

  data(chunk: Buffer): void {
    if (!this.over && this.intake.listens()) this.heard(chunk);
  }

  ended(): void {
    if (this.over) return;
    // Who will say nothing more is not waited for at the door.
    this.gone.abort();
    this.heardAll();
    this.intake.finish();
  }

  closed(): void {
    this.gone.abort();
    this.finish();
    this.leave();
  }

  /** Whoever has a session hears of it through the hub. */
  stop(): void {
    if (this.session) return;
    this.gone.abort();
    this.end();
  }

  // ---- what the hub brings ----

  deliver(batches: readonly RoomBatch[]): void {
    if (this.over) return;
    if (!this.show(batches)) {
      this.drop();
      return;
    }
    for (const { room, events } of batches) {
      const last = events.at(-1);
      if (last) this.shownTo.set(room, last.seq);
    }
    if (this.noMore && this.allShown()) this.end();
  }

  /** These wires know no rosters. */
  state(): void {}

  /** These wires know no last words. */
  close(_reason: ByeReason): void {
    this.end();
  }

  // ---- coming in, and talking ----

  /**
   * Comes in under the name that they have introduced themselves by, or a free variant of it, or
   * as a guest; the connection ends when they are refused. Bytes that came with the connection
   * are heard first.
   */
  protected enter(): void {
    this.entering = Promise.resolve()
      .then(() => this.tryToEnter())
      .catch((why) => {
        if (!(why instanceof Refusal)) this.report(why);
        if (!this.withdrawn) this.end();
      });
  }

  /** Takes back `enter`, whether it is done or under way. */
  protected withdraw(): void {
    this.withdrawn = true;
    this.gone.abort();
    this.leave();
  }

  private async tryToEnter(): Promise<void> {
    const { hub } = this.context;
    const wanted = this.introduced;
    const request = {
      user: null,
      key: null,
      name: checkName(wanted).ok ? wanted : 'guest',
      takeVariant: true,
      wire: this.wire,
      verified: false,
      features: [],
      address: this.connection.address,
      outbox: null,
      home: this.crowd.home,
      traffic: () => this.connection.traffic(),
      // These programs have no word for it: they wait in silence, and so does what they say.
      wait: { told: () => this.connection.admitted(), signal: this.gone.signal },
    };
    const { session, me } = await hub.enter(request, this);
    if (this.over || this.withdrawn) return hub.leave(session);
    this.session = session;
    this.name = me.name;
    this.wanted = wanted;
    const rooms = hub.roomsFor(session).filter(({ joined, kind }) => joined && kind === 'room');
    this.room = rooms[0]?.id ?? LOBBY;
    this.connection.admitted();
    this.crowd.add(session.user, this.self);
    this.entered();
    hub.start(session);
  }

  /**
   * Takes a name, or a free variant of it; a name that cannot be shown changes nothing. False when
   * names were changed too often to do it now.
   */
  protected async rename(wanted: string): Promise<boolean> {
    let name = wanted;
    while (wanted !== this.wanted) {
      const reply = await this.patiently({ verb: 'nick', name });
      if (reply === null) return false;
      const refused = reply.ok ? null : reply.error;
      if (refused && notTheirs(refused.code) && refused.suggestion !== undefined) {
        name = refused.suggestion;
        continue;
      }
      if (refused && refused.code !== 'bad-name') return false;
      if (reply.ok) this.name = reply.result.name;
      this.wanted = wanted;
    }
    return true;
  }

  /** What is too long for one message becomes several; what is refused is dropped. */
  protected async say(text: string, room = this.room): Promise<void> {
    for (const piece of cutToChars(text, MESSAGE_MAX_CHARS)) {
      const reply = await this.patiently({ verb: 'post', room, text: piece });
      if (reply?.ok) this.unshown = { room, seq: reply.result.seq };
    }
  }

  /** Said too fast, it waits for its turn. Null when the wait is too long, or there is no hub. */
  protected async patiently<V extends Verb>(command: CommandOf<V>): Promise<ReplyTo<V> | null> {
    const { session } = this;
    while (session && !this.over) {
      const reply = (await this.context.hub.submit(session, command as Command)) as ReplyTo<V>;
      if (reply.ok || reply.error.code !== 'slow-down') return reply;
      const { retryAfterMs = 0 } = reply.error;
      if (retryAfterMs > TEXT_WAIT_MAX_MS) return null;
      await this.intake.wait(retryAfterMs);
    }
    return null;
  }

  /** Waits until something may be done that is not the hub's business; false when they are gone. */
  protected async ownTurn(): Promise<boolean> {
    while (this.session && !this.over) {
      const ms = await ownRate(this.context, this.session.user);
      if (ms === 0) return !this.over;
      await this.intake.wait(ms);
    }
    return false;
  }

  /** An author's name, for wires that show people what they said, as they said it. */
  protected readonly nameForThem: NameOf = ({ by, name }) =>
    by === this.session?.user && name === this.name ? this.wanted || name : name;

  private async carryOutSafely(item: Item): Promise<void> {
    try {
      await this.entering;
      if (!this.over) await this.carryOut(item);
    } catch (why) {
      this.report(why);
    }
  }

  // ---- going ----

  /** Accepted is not yet shown: whoever says something and hangs up still sees it. */
  private endWhenShown(): void {
    this.noMore = true;
    if (this.allShown()) this.end();
    else void this.intake.wait(LAST_SHOWN_WAIT_MS).then(() => this.end());
  }

  private allShown(): boolean {
    if (!this.unshown) return true;
    return (this.shownTo.get(this.unshown.room) ?? 0) >= this.unshown.seq;
  }

  private leave(): void {
    const { session } = this;
    if (!session) return;
    this.session = null;
    this.crowd.remove(session.user);
    this.context.hub.leave(session);
  }

  /** All that was queued is sent; nothing is said. */
  protected end(): void {
    if (this.over) return;
    this.flushAll();
    this.finish();
    this.connection.end();
  }

  /** A peer that stops reading is not waited for. */
  protected drop(): void {
    if (this.over) return;
    this.context.log(`${this.wire}: ${this.connection.address} does not read and was dropped`);
    this.finish();
    this.connection.destroy();
  }

  protected finish(): void {
    this.over = true;
    this.intake.stop();
  }

  private report(why: unknown): void {
    this.context.log(`${this.wire} gateway: ${why instanceof Error ? why.stack : why}`);
  }
}
