/**
 * The smallest server that keeps the delivery contract, in memory, speaking real frames, for the
 * property test of the client. Its flaws can be switched on, to see that the test catches them.
 */
import { type ClientFrame, clientFrame, type ServerFrame } from '../../protocol/envelopes';
import type { ChatEvent } from '../../protocol/events';
import type { RoomId, UserId } from '../../protocol/ids';
import { PING_EVERY_MS } from '../../protocol/limits';
import type { RoomInfo, UserInfo } from '../../protocol/model';
import type { Reply } from '../../protocol/replies';
import { userIdOf } from '../../protocol/wire/auth';
import { encodeFrame, FrameDecoder, parseJson } from '../../protocol/wire/frame';
import type { Clock } from '../clock';
import { type Line, MODEL_FINGERPRINT, type ServerEnd } from './model-net';

export interface Flaws {
  /** Answers, and commits later: a crash in between loses what was accepted. */
  ackBeforeCommit: boolean;
  /** Stores a repeated number again. */
  noDedupe: boolean;
  /** Forgets all numbers with a restart. */
  dedupeInMemory: boolean;
  /** Pings without heads. */
  noHeads: boolean;
  /** Keeps answering the older connection of a device. */
  noFencing: boolean;
  /** Takes any number above the mark, so that a later message can overtake. */
  noNumberCheck: boolean;
}
export const NO_FLAWS: Flaws = {
  ackBeforeCommit: false,
  noDedupe: false,
  dedupeInMemory: false,
  noHeads: false,
  noFencing: false,
  noNumberCheck: false,
};

export const MODEL_ROOMS: readonly RoomId[] = ['lobby', 'rmodelroom1'];
/** Messages that begin with this are refused for good. */
export const REFUSED = '!';
/** Small, so that few messages make many pages. */
const PAGE = 4;
const LOG_EPOCH = '00000000000000aa';

interface Mark {
  hw: number;
  answers: Map<number, Reply>;
}
type Command = Extract<ClientFrame, { t: 'cmd' }>;

class Peer implements ServerEnd {
  readonly decoder = new FrameDecoder();
  user: UserId | null = null;
  outbox = '';
  name = '';
  stopPing: () => void = () => {};

  constructor(
    readonly server: ModelServer,
    readonly line: Line,
  ) {}

  data(chunk: Buffer): void {
    for (const body of this.decoder.push(chunk)) {
      this.server.take(this, clientFrame.parse(parseJson(body)));
    }
  }

  closed(): void {
    this.server.gone(this);
  }

  send(frame: ServerFrame): void {
    this.line.send(encodeFrame(frame));
  }
}

export class ModelServer {
  up = true;
  /** What has to survive everything. */
  readonly committed = new Map<RoomId, ChatEvent[]>(MODEL_ROOMS.map((room) => [room, []]));
  #staged: (() => void)[] = [];
  #marks = new Map<string, Mark>();
  #peers = new Set<Peer>();
  #users = new Map<UserId, UserInfo>();
  #count = 0;
  /** Posts to refuse for the moment, and live events to lose or to double, before the next ones. */
  slowDowns = 0;
  lose = 0;
  double = 0;

  constructor(
    private readonly clock: Clock,
    private readonly flaws: Flaws,
  ) {}

  accept(line: Line): ServerEnd | null {
    if (!this.up) return null;
    const peer = new Peer(this, line);
    this.#peers.add(peer);
    return peer;
  }

  /** Everything that was not committed is gone, and so is every connection. */
  kill(): void {
    this.up = false;
    this.#staged = [];
    if (this.flaws.dedupeInMemory) this.#marks.clear();
    for (const peer of [...this.#peers]) {
      this.gone(peer);
      peer.line.hangUp();
      peer.line.endClient();
    }
  }

  restart(): void {
    this.up = true;
  }

  /** Somebody whom the test does not watch says something. */
  say(room: RoomId, text: string): void {
    this.#commit(this.#event(room, `k${'x'.repeat(22)}`, '누구', text));
  }

  take(peer: Peer, frame: ClientFrame): void {
    if (!this.#peers.has(peer)) return;
    if (frame.t === 'hello') {
      peer.send({
        t: 'challenge',
        v: 1,
        features: [],
        server: { name: 'model', version: '0' },
        fingerprint: MODEL_FINGERPRINT,
        nonce: 'N'.repeat(43),
        password: false,
      });
    } else if (frame.t === 'auth') this.#enter(peer, frame);
    else if (frame.t === 'cmd') this.#run(peer, frame);
    else if (frame.t === 'ping') peer.send({ t: 'pong', id: frame.id });
  }

  gone(peer: Peer): void {
    peer.stopPing();
    this.#peers.delete(peer);
  }

  head(room: RoomId): number {
    return this.committed.get(room)?.at(-1)?.seq ?? 0;
  }

  /** Commits what was only promised. */
  settle(): void {
    for (const commit of this.#staged.splice(0)) commit();
  }

  #enter(peer: Peer, auth: Extract<ClientFrame, { t: 'auth' }>): void {
    const user = userIdOf(auth.key ?? '');
    if (!this.flaws.noFencing) {
      for (const older of [...this.#peers]) {
        if (older === peer || older.user !== user) continue;
        older.send({ t: 'bye', reason: 'replaced' });
        this.gone(older);
        older.line.hangUp();
      }
    }
    const me: UserInfo = {
      id: user,
      name: auth.name,
      role: 'member',
      wire: 'app',
      presence: 'online',
      verified: true,
    };
    Object.assign(peer, { user, outbox: auth.outbox ?? '', name: auth.name });
    this.#users.set(user, me);
    peer.send({
      t: 'welcome',
      me,
      server: { name: 'model', version: '0' },
      log: LOG_EPOCH,
      hw: this.#mark(peer).hw,
      credit: { events: 256, bytes: 131_072 },
      now: this.clock.now(),
    });
    peer.send({ t: 'rooms', rooms: MODEL_ROOMS.map((room) => this.#info(room)) });
    peer.send({ t: 'users', users: [...this.#users.values()] });
    peer.send({ t: 'ready' });
    this.#ping(peer, 1);
  }

  #ping(peer: Peer, id: number): void {
    peer.stopPing = this.clock.after(PING_EVERY_MS, () => {
      const heads = Object.fromEntries(MODEL_ROOMS.map((room) => [room, this.head(room)]));
      peer.send({ t: 'ping', id, ...(!this.flaws.noHeads && { heads }) });
      this.#ping(peer, id + 1);
    });
  }

  #info(id: RoomId): RoomInfo {
    return {
      id,
      kind: 'room',
      name: id,
      topic: '',
      access: 'open',
      owner: null,
      members: 2,
      joined: true,
      head: this.head(id),
    };
  }

  #mark({ user, outbox }: Peer): Mark {
    const key = `${user} ${outbox}`;
    const mark = this.#marks.get(key) ?? { hw: 0, answers: new Map() };
    this.#marks.set(key, mark);
    return mark;
  }

  #run(peer: Peer, { id, n, cmd }: Command): void {
    const reply = (answer: Reply) => {
      // Whoever never fences answers the connection that it met first.
      const to = this.flaws.noFencing
        ? ([...this.#peers].find(({ user }) => user === peer.user) ?? peer)
        : peer;
      to.send({ t: 'reply', id, ...answer } as ServerFrame);
    };
    if (cmd.verb === 'history') reply(this.#page(cmd.room, cmd.after, cmd.before));
    else if (cmd.verb === 'post') this.#post(peer, n ?? 0, cmd.room, cmd.text, reply);
    else reply({ ok: false, error: { code: 'unknown-command' } });
  }

  #page(room: RoomId, after: number | undefined, before: number | undefined): Reply {
    const all = this.committed.get(room) ?? [];
    const fits = all.filter(
      ({ seq }) => (after === undefined || seq > after) && (before === undefined || seq < before),
    );
    const events = after === undefined ? fits.slice(-PAGE) : fits.slice(0, PAGE);
    const more = fits.length > events.length;
    return { ok: true, result: { events, head: this.head(room), more } };
  }

  #post(peer: Peer, n: number, room: RoomId, text: string, reply: (answer: Reply) => void): void {
    const mark = this.#mark(peer);
    if (n <= mark.hw && !this.flaws.noDedupe) {
      const first = mark.answers.get(n);
      if (first) reply(first);
      return;
    }
    if (n > mark.hw + 1 && !this.flaws.noNumberCheck) {
      reply({ ok: false, error: { code: 'out-of-order', expected: mark.hw + 1 } });
      return;
    }
    if (this.slowDowns > 0) {
      this.slowDowns -= 1;
      reply({ ok: false, error: { code: 'slow-down', retryAfterMs: 300 } });
      return;
    }
    const answer = (given: Reply) => {
      mark.hw = Math.max(mark.hw, n);
      mark.answers.set(n, given);
    };
    if (text.startsWith(REFUSED)) {
      const refusal: Reply = { ok: false, error: { code: 'bad-text' } };
      answer(refusal);
      reply(refusal);
      return;
    }
    const from = { epoch: peer.outbox, n };
    if (this.flaws.ackBeforeCommit) {
      reply({ ok: true, result: { seq: this.head(room) + 1 } });
      this.#staged.push(() => {
        const late = this.#event(room, peer.user ?? '', peer.name, text, from);
        answer({ ok: true, result: { seq: late.seq } });
        this.#commit(late);
      });
      return;
    }
    const event = this.#event(room, peer.user ?? '', peer.name, text, from);
    answer({ ok: true, result: { seq: event.seq } });
    this.#commit(event, () => reply({ ok: true, result: { seq: event.seq } }));
  }

  /** Sparse on purpose: nothing may count on seq being dense. */
  #event(room: RoomId, by: UserId, name: string, text: string, from?: ChatEvent['from']) {
    this.#count += 1;
    const prev = this.head(room);
    const seq = prev + 1 + (this.#count % 3);
    const ts = this.clock.now();
    const event: ChatEvent = { kind: 'posted', room, seq, prev, ts, by, name, text };
    return from ? { ...event, from } : event;
  }

  #commit(event: ChatEvent, acknowledge: () => void = () => {}): void {
    this.committed.get(event.room)?.push(event);
    acknowledge();
    for (const peer of this.#peers) {
      if (peer.user === null) continue;
      if (this.lose > 0) {
        this.lose -= 1;
        continue;
      }
      peer.send({ t: 'ev', e: event });
      if (this.double > 0) {
        this.double -= 1;
        peer.send({ t: 'ev', e: event });
      }
    }
  }
}
