/**
 * Turns messages into notifications. Promises:
 * - what protocol/telling.ts says is shown, and nothing else;
 * - a burst in one room is one notification that is renewed, not many;
 * - what was missed while there was no connection is told once, as a sum;
 * - it is taken away when its room is read.
 */
import type { ChatEvent, EventOf } from '../../protocol/events';
import type { RoomId, Seq } from '../../protocol/ids';
import { NOTIFY_GATHER_MS } from '../../protocol/limits';
import { ruleKey, type Telling, type TellingSettings, tell } from '../../protocol/telling';
import type { RoomView, ServerId } from '../../protocol/views';
import type { Words } from '../i18n/words';
import type { Note, Notifier, Shown } from './note';
import { gatheredNote, noteOf, type Scene, summaryNote } from './sentences';

type Posted = EventOf<'posted'>;

/** Where a notification leads. */
export interface Landing {
  server: ServerId;
  room: RoomId;
  /** Left out: to where one stopped reading. */
  seq?: Seq;
}

/** What has to be known of a server at this moment. */
export interface ServerNow {
  name: string;
  me: { id: string; name: string } | null;
  room(id: RoomId): RoomView | undefined;
  /** What a room is called in the language of the app. */
  title(room: RoomView): string;
}

export interface TellerDeps {
  notifier: Notifier;
  server(id: ServerId): ServerNow | null;
  settings(): TellingSettings;
  words(): Words;
  /** Its newest line is on the screen, and the window has the focus. */
  isReading(place: { server: ServerId; room: RoomId }): boolean;
  /** Somebody is at the window: what was missed is told there. */
  isWatched(): boolean;
  land(landing: Landing): void;
  answer(landing: Landing, text: string): void;
  chime(): void;
  /** Whether the system's notifications can be answered. */
  canReply: boolean;
  now(): Date;
  after(ms: number, run: () => void): () => void;
}

interface Told {
  event: Posted;
  telling: Telling;
}

/** What is on the screen of one room. */
interface Showing {
  shown: Shown;
  loud: boolean;
  /** How many messages it stands for, and the oldest of them. */
  count: number;
  first: Seq;
  /** It was shown a moment ago: what comes now waits. */
  gathering: boolean;
  waiting: Told[];
  stop: () => void;
}

export class Teller {
  readonly #showing = new Map<string, Showing>();
  readonly #missed = new Map<ServerId, Told[]>();
  readonly #summaries = new Map<ServerId, Shown>();

  constructor(private readonly deps: TellerDeps) {}

  /** Messages that have just come. `live`: nothing was missed before them. */
  heard(server: ServerId, events: readonly ChatEvent[], live: boolean): void {
    const now = this.deps.server(server);
    if (!now?.me) return;
    for (const event of events) {
      if (event.kind !== 'posted') continue;
      const told = this.#decide(server, now, event);
      if (!told) continue;
      if (live) this.#live(server, now, told);
      else this.#missed.set(server, [...(this.#missed.get(server) ?? []), told]);
    }
  }

  /** The server's missing pages are here. */
  caughtUp(server: ServerId): void {
    const missed = this.#missed.get(server) ?? [];
    this.#missed.delete(server);
    const now = this.deps.server(server);
    const [first] = missed;
    if (!now || !first || this.deps.isWatched()) return;
    if (missed.length === 1) this.#live(server, now, first);
    else this.#sum(server, now, missed, first);
  }

  #sum(server: ServerId, now: ServerNow, missed: readonly Told[], first: Told): void {
    const rooms = new Set(missed.map(({ event }) => event.room));
    const calls = missed.filter(({ telling }) => telling.notify === 'loud');
    const about = { messages: missed.length, rooms: rooms.size, calls: calls.length };
    const note = summaryNote({ ...about, server: now.name }, this.deps.words());
    const { room, seq } = (calls[0] ?? first).event;
    this.#summaries.get(server)?.close();
    this.#summaries.set(server, this.#show(note, { server, room, seq }, calls.length > 0, false));
  }

  /** A room was read, left, or is gone: what is shown of it is old. */
  settled(server: ServerId, room: RoomId): void {
    const key = ruleKey(server, room);
    const showing = this.#showing.get(key);
    showing?.stop();
    showing?.shown.close();
    this.#showing.delete(key);
  }

  /** Somebody is at the window again. */
  watched(): void {
    for (const shown of this.#summaries.values()) shown.close();
    this.#summaries.clear();
  }

  forget(server: ServerId): void {
    this.#missed.delete(server);
    this.#summaries.get(server)?.close();
    this.#summaries.delete(server);
    for (const key of [...this.#showing.keys()])
      if (key.endsWith(` ${server}`)) this.settled(server, key.slice(0, key.indexOf(' ')));
  }

  #decide(server: ServerId, now: ServerNow, event: Posted): Told | null {
    const room = now.room(event.room);
    if (!room || !now.me || event.seq <= room.read) return null;
    const telling = tell(event, {
      me: now.me,
      room,
      place: ruleKey(server, room.id),
      settings: this.deps.settings(),
      reading: this.deps.isReading({ server, room: room.id }),
      now: this.deps.now(),
    });
    return telling.notify === 'none' ? null : { event, telling };
  }

  #live(server: ServerId, now: ServerNow, told: Told): void {
    const key = ruleKey(server, told.event.room);
    const showing = this.#showing.get(key) ?? null;
    const loud = told.telling.notify === 'loud';
    if (showing?.gathering && (showing.loud || !loud)) {
      showing.waiting.push(told);
      return;
    }
    this.#renew(server, now, key, [...(showing?.waiting ?? []), told]);
  }

  /** One notification stands for all of a room that was told and not read. */
  #renew(server: ServerId, now: ServerNow, key: string, come: readonly Told[]): void {
    const newest = come.at(-1);
    if (!newest) return;
    const before = this.#showing.get(key);
    before?.stop();
    before?.shown.close();
    const { words, canReply, after } = this.deps;
    const { room } = newest.event;
    const seq = before?.first ?? come[0]?.event.seq ?? newest.event.seq;
    const count = (before?.count ?? 0) + come.length;
    const loud = come.some(({ telling }) => telling.notify === 'loud');
    const scene = this.#scene(now, newest);
    const note =
      count === 1
        ? noteOf(newest.event, scene, words())
        : gatheredNote(count, newest.event, scene, words());
    const showing: Showing = {
      shown: this.#show(note, { server, room, seq }, loud, canReply),
      loud,
      count,
      first: seq,
      gathering: true,
      waiting: [],
      stop: after(NOTIFY_GATHER_MS, () => {
        showing.gathering = false;
        const current = this.deps.server(server);
        if (current) this.#renew(server, current, key, showing.waiting);
      }),
    };
    this.#showing.set(key, showing);
  }

  #scene(now: ServerNow, { event, telling }: Told): Scene {
    const room = now.room(event.room);
    return {
      room: room ? now.title(room) : '',
      direct: room?.kind === 'direct',
      server: now.name,
      hidden: telling.textHidden,
    };
  }

  #show(note: Omit<Note, 'reply'>, landing: Landing, loud: boolean, reply: boolean): Shown {
    if (loud) this.deps.chime();
    return this.deps.notifier.show(
      { ...note, reply },
      {
        click: () => this.deps.land(landing),
        reply: (text) => this.deps.answer(landing, text),
      },
    );
  }
}
