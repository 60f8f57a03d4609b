/**
 * People who ask for something while whoever keeps order looks elsewhere: somebody knocks at the door,
 * or raises a hand in a classroom. One notification for each kind and place, renewed and not many;
 * it goes when nobody asks any more, or when somebody is at the window.
 */
import type { EventOf } from '../../protocol/events';
import type { RoomId, UserId } from '../../protocol/ids';
import { LOBBY } from '../../protocol/ids';
import type { Knock } from '../../protocol/order';
import type { Settings } from '../../protocol/settings';
import { isDisturbable, isMuted, ruleKey } from '../../protocol/telling';
import type { ServerId } from '../../protocol/views';
import type { Words } from '../i18n/words';
import type { Notifier, Shown } from './note';
import { askingNote } from './sentences';
import type { Landing } from './teller';

/** Whoever asks, by an id of theirs. */
interface Asker {
  readonly id: string;
  readonly name: string;
}

export interface AskingDeps {
  notifier: Notifier;
  settings(): Pick<
    Settings,
    'tellAsking' | 'dndUntil' | 'quietHours' | 'hideText' | 'roomRules' | 'blocked'
  >;
  words(): Words;
  /** Somebody is at a window of this app: they see it there. */
  isWatched(): boolean;
  land(landing: Landing): void;
  chime(): void;
  now(): Date;
}

export interface AskingPlace {
  id: ServerId;
  name: string;
  me: { id: UserId; role?: string | undefined } | null;
}

interface Standing {
  askers: readonly Asker[];
  shown: Shown | null;
}

export class Asking {
  readonly #standing = new Map<string, Standing>();

  constructor(private readonly deps: AskingDeps) {}

  /** All who wait at the door of a server, for those who may let them in. */
  knocks(server: AskingPlace, knocks: readonly Knock[]): void {
    const blocked = new Set(this.deps.settings().blocked.map(({ user }) => user));
    const askers = knocks.filter(({ user }) => !user || !blocked.has(user));
    this.#now(`knock ${server.id}`, askers, { server: server.id, room: LOBBY }, (count, name) =>
      askingNote('knock', { count, name, place: server.name, ...this.#hidden }, this.deps.words()),
    );
  }

  /** A hand was raised or lowered, in a room whose `owner` and title these are. */
  hand(
    server: AskingPlace,
    event: EventOf<'hand'>,
    room: { owner: UserId | null; title: string },
  ): void {
    const { me } = server;
    const leads = me?.role === 'host' || me?.role === 'moderator' || room.owner === me?.id;
    if (!me || !leads || event.user === me.id) return;
    const key = this.#keyOf(server.id, event.room);
    const before = this.#standing.get(key)?.askers ?? [];
    const others = before.filter(({ id }) => id !== event.user);
    const askers = event.on ? [...others, { id: event.user, name: event.name }] : others;
    this.#now(key, askers, { server: server.id, room: event.room }, (count, name) =>
      askingNote(
        'hand',
        { count, name, place: `#${room.title}`, ...this.#hidden },
        this.deps.words(),
      ),
    );
  }

  /** Somebody is at the window: what is asked stands there. */
  watched(): void {
    for (const standing of this.#standing.values()) {
      standing.shown?.close();
      standing.shown = null;
    }
  }

  roomGone(server: ServerId, room: RoomId): void {
    this.#drop(this.#keyOf(server, room));
  }

  forget(server: ServerId): void {
    for (const key of [...this.#standing.keys()]) if (key.endsWith(` ${server}`)) this.#drop(key);
  }

  get #hidden(): { hidden: boolean } {
    return { hidden: this.deps.settings().hideText };
  }

  #keyOf(server: ServerId, room: RoomId): string {
    return `hand ${room} ${server}`;
  }

  #drop(key: string): void {
    this.#standing.get(key)?.shown?.close();
    this.#standing.delete(key);
  }

  #now(
    key: string,
    askers: readonly Asker[],
    to: Landing,
    note: (count: number, newest: string) => { title: string; body: string },
  ): void {
    const before = this.#standing.get(key);
    const known = new Set(before?.askers.map(({ id }) => id));
    const newest = askers.filter(({ id }) => !known.has(id)).at(-1);
    if (askers.length === 0) {
      this.#drop(key);
      return;
    }
    const standing: Standing = { askers, shown: before?.shown ?? null };
    this.#standing.set(key, standing);
    if (!newest || !this.#mayTell(to)) return;
    standing.shown?.close();
    this.deps.chime();
    standing.shown = this.deps.notifier.show(
      { ...note(askers.length, newest.name), reply: false },
      { click: () => this.deps.land(to), reply() {} },
    );
  }

  #mayTell({ server, room }: Landing): boolean {
    const settings = this.deps.settings();
    const now = this.deps.now();
    if (!settings.tellAsking || this.deps.isWatched() || !isDisturbable(settings, now))
      return false;
    return !isMuted(settings.roomRules[ruleKey(server, room)], now.getTime());
  }
}
