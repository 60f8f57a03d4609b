/**
 * A conversation in a terminal: shows the room one is in as it happens, says what is typed, and
 * keeps an eye on the other rooms. Direct messages are shown wherever one is.
 */
import { Refusal } from '../../../protocol/errors';
import type { ChatEvent, EventOf } from '../../../protocol/events';
import type { RoomId } from '../../../protocol/ids';
import { TERMINAL_BACKLOG, TERMINAL_CATCH_UP_MS } from '../../../protocol/limits';
import { mentionsName } from '../../../protocol/mentions';
import { parseSlash } from '../../../protocol/slash';
import type { HostPort, RoomView } from '../../../protocol/views';
import { WORDS as TEXT } from '../../../server/gateways/text/languages';
import { printable } from '../../printable';
import { fill, type Language, WORDS } from '../../words';
import { dayLine, dayOf, eventLines } from '../format';
import type { Paint } from '../paint';
import { titleOf } from '../rooms';
import type { Visit } from '../visit';
import { COMMANDS, isCommand } from './commands';
import { complete } from './complete';
import { promptOf } from './prompt';
import type { Screen } from './screen';

export class Talk {
  #room: RoomId | null = null;
  /** Events of the room up to this one are on the screen, or too old to be. */
  #shown = 0;
  /** First event of the room on the screen, for going back from there. */
  #oldest: number | null = null;
  #day = '';
  /** Where the connection led last. */
  address: HostPort | null = null;
  /** What happens in a room while it is being opened is shown with it. */
  #opening = false;
  #begun = false;
  readonly #direct = new Map<RoomId, number>();

  constructor(
    readonly visit: Visit,
    readonly screen: Screen,
    readonly paint: Paint,
    public language: Language,
    readonly leave: () => void,
  ) {
    const { client } = visit;
    client.on('events', (events) => this.#happened(events));
    client.on('ready', ({ address }) => {
      this.address = address;
    });
    client.on('rooms', () => this.refresh());
    client.on('roomGone', (room) => this.#gone(room));
    client.on('pending', ({ id, state, error, text, retryAt }) => {
      if (state === 'failed') {
        client.deletePending(id);
        this.say(
          TEXT[this.language].refused[error?.code ?? 'internal'](error ?? { code: 'internal' }),
        );
        this.say(fill(this.words.notSent, { text: printable(text) }));
      } else if (retryAt !== undefined) {
        const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
        this.say(fill(this.words.willSend, { seconds }));
      }
      this.refresh();
    });
    client.on('pendingGone', () => this.refresh());
  }

  get words() {
    return WORDS[this.language].connect;
  }
  get client() {
    return this.visit.client;
  }
  get room(): RoomView | null {
    return this.client.rooms().find(({ id, joined }) => id === this.#room && joined) ?? null;
  }

  /** A line of ours, set off from what people say. */
  say(...lines: string[]): void {
    this.screen.print(lines.map((line) => this.paint('dim', `· ${line}`)));
  }

  refresh(): void {
    const rooms = this.client.rooms().filter(({ joined }) => joined);
    this.screen.setPrompt(
      promptOf({
        room: this.room,
        rooms,
        online: this.client.status.state === 'online',
        unsent: this.client.pendingMessages().length,
        language: this.language,
        paint: this.paint,
      }),
    );
  }

  /** What was typed: a command, or something to say. */
  async typed(text: string): Promise<void> {
    const slash = parseSlash(text.trimEnd());
    try {
      if (slash.kind === 'text') await this.#post(slash.text);
      else if (isCommand(slash.name)) {
        const args = text
          .trim()
          .slice(slash.name.length + 1)
          .trim();
        await COMMANDS[slash.name](this, args);
      } else this.say(fill(this.words.unknownCommand, { name: slash.name }));
    } catch (why) {
      if (!(why instanceof Refusal)) throw why;
      const lost = why.error.code === 'not-authenticated';
      this.say(
        lost ? this.words.needsConnection : TEXT[this.language].refused[why.error.code](why.error),
      );
    }
  }

  complete(line: string): [string[], string] {
    const { client } = this;
    const me = client.me?.id;
    const here = new Set(this.#room ? client.members(this.#room) : []);
    const people = client
      .users()
      .filter(({ id }) => id !== me)
      .sort((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)));
    const rooms = client.rooms().filter(({ kind }) => kind === 'room');
    return complete(line, {
      rooms: rooms.map((room) => titleOf(room, this.language)),
      people: people.map(({ name }) => printable(name)),
    });
  }

  /** Everything is here that there is for now: from this moment on what happens is shown. */
  async begin(room: RoomId): Promise<void> {
    this.#begun = true;
    await this.open(room);
    for (const one of this.client.rooms()) {
      if (one.kind === 'direct' && one.unread > 0) await this.#missedDirect(one);
    }
  }

  /** Goes to a room one is in: what was missed there, and a little of before. */
  async open(id: RoomId): Promise<void> {
    const { client } = this;
    this.#room = id;
    this.#opening = true;
    await this.#caughtUp(id);
    const room = this.room;
    if (!room || this.#room !== id) {
      this.#opening = false;
      return this.refresh();
    }
    const limit = Math.min(Math.max(room.unread + 5, 10), TERMINAL_BACKLOG);
    const { events } = await client.history(id, { limit }).catch(() => ({ events: [] }));
    this.#opening = false;
    if (this.#room !== id) return;
    const count = fill(this.words.people, { count: room.members });
    const topic = room.topic && ` · ${printable(room.topic)}`;
    this.screen.print([
      this.paint('bold', `── #${titleOf(room, this.language)} · ${count}${topic} ──`),
    ]);
    this.#day = '';
    this.#oldest = events[0]?.seq ?? null;
    this.#shown = 0;
    const fresh = room.unread > 0 ? room.read : Number.POSITIVE_INFINITY;
    this.#show(events, fresh);
    if (events.length === 0) this.say(this.words.nothingHere);
    // What happened while it was being read.
    this.#show((await client.history(id, { after: this.#shown, limit: TERMINAL_BACKLOG })).events);
    this.refresh();
  }

  /** Older lines of the room; false when there is none. */
  async back(count: number): Promise<boolean> {
    const room = this.room;
    if (!room || this.#oldest === null) return false;
    const { events } = await this.client.history(room.id, { before: this.#oldest, limit: count });
    if (events.length === 0) return false;
    this.#oldest = events[0]?.seq ?? this.#oldest;
    const day = this.#day;
    this.#day = '';
    this.screen.print(events.flatMap((event) => this.#lines(event)));
    this.#day = day;
    this.screen.print([this.paint('dim', '──')]);
    return true;
  }

  async #post(text: string): Promise<void> {
    if (text.trim() === '') return;
    const room = this.room;
    if (room) await this.client.post(room.id, text);
    else this.say(TEXT[this.language].noRoom);
  }

  #happened(events: readonly ChatEvent[]): void {
    if (!this.#begun) return;
    const byRoom = new Map<RoomId, ChatEvent[]>();
    for (const event of events) {
      const run = byRoom.get(event.room) ?? [];
      run.push(event);
      byRoom.set(event.room, run);
    }
    for (const [id, run] of byRoom) {
      const room = this.client.rooms().find((one) => one.id === id);
      if (id === this.#room) {
        if (!this.#opening) this.#show(run);
      } else if (room?.kind === 'direct') this.#showDirect(room, run);
      else if (room) this.#showMentions(room, run);
    }
    this.refresh();
  }

  #show(events: readonly ChatEvent[], freshAfter = Number.POSITIVE_INFINITY): void {
    const lines: string[] = [];
    let marked = false;
    for (const event of events) {
      if (event.seq <= this.#shown) continue;
      this.#shown = event.seq;
      this.#oldest ??= event.seq;
      if (event.seq > freshAfter && !marked) {
        lines.push(this.paint('yellow', `── ${this.words.newBelow} ──`));
        marked = true;
      }
      lines.push(...this.#lines(event));
    }
    this.screen.print(lines);
    if (this.#room && this.#shown > 0) this.client.markRead(this.#room, this.#shown);
  }

  #lines(event: ChatEvent): string[] {
    const { language, paint } = this;
    const lines = eventLines(event, { language, paint, me: this.client.me?.name ?? '' });
    const day = dayOf(event.ts);
    if (day === this.#day) return lines;
    this.#day = day;
    return [paint('dim', dayLine(event.ts, language)), ...lines];
  }

  async #missedDirect(room: RoomView): Promise<void> {
    const limit = Math.min(room.unread, TERMINAL_BACKLOG);
    const { events } = await this.client.history(room.id, { after: room.read, limit });
    this.#showDirect(room, events);
  }

  #showDirect(room: RoomView, events: readonly ChatEvent[]): void {
    const after = Math.max(this.#direct.get(room.id) ?? 0, room.read);
    const said = events.filter(
      (event): event is EventOf<'posted'> => event.kind === 'posted' && event.seq > after,
    );
    const last = events.at(-1)?.seq ?? after;
    this.#direct.set(room.id, Math.max(last, after));
    const me = this.client.me;
    const peer = this.client.users().find(({ id }) => id === room.peer)?.name ?? room.name;
    const lines = said.slice(-TERMINAL_BACKLOG).flatMap((event) => {
      const mine = event.by === me?.id;
      const direct = mine
        ? { from: this.words.me, to: printable(peer) }
        : { from: printable(event.name), to: this.words.me };
      return eventLines(event, { language: this.language, paint: this.paint, me: '', direct });
    });
    this.screen.print(lines);
    this.client.markRead(room.id, Math.max(last, after));
  }

  #showMentions(room: RoomView, events: readonly ChatEvent[]): void {
    const me = this.client.me;
    if (!me) return;
    const { language, paint } = this;
    const calls = events.filter(
      (event) =>
        event.kind === 'posted' &&
        event.by !== me.id &&
        event.seq > room.read &&
        mentionsName(event.text, me.name),
    );
    const where = paint('yellow', `[#${titleOf(room, language)}]`);
    this.screen.print(
      calls
        .slice(-3)
        .flatMap((event) => eventLines(event, { language, paint, me: me.name }))
        .map((line) => `${where} ${line}`),
    );
  }

  #gone(id: RoomId): void {
    const next = this.client.rooms().find(({ joined, kind }) => joined && kind === 'room');
    if (id === this.#room) {
      this.#room = null;
      this.say(this.words.roomGone);
      if (next) void this.open(next.id);
    }
    this.refresh();
  }

  /** Its newest events are on their way after it was joined; when offline nothing is. */
  async #caughtUp(id: RoomId): Promise<void> {
    const there = () => {
      const room = this.client.rooms().find((one) => one.id === id);
      return !room || room.last >= room.head || this.client.status.state !== 'online';
    };
    if (there()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        for (const off of offs) off();
        resolve();
      };
      const look = () => there() && done();
      const timer = setTimeout(done, TERMINAL_CATCH_UP_MS);
      const offs = [
        this.client.on('events', look),
        this.client.on('rooms', look),
        this.client.on('status', look),
      ];
    });
  }
}
