/**
 * A conversation in a terminal: shows the room one is in as it happens, says what is typed, and
 * keeps an eye on the other rooms. Direct messages are shown wherever one is.
 */
import { Refusal } from '../../../protocol/errors';
import type { ChatEvent } from '../../../protocol/events';
import type { RoomId } from '../../../protocol/ids';
import { TERMINAL_BACKLOG } from '../../../protocol/limits';
import type { FileRef } from '../../../protocol/message';
import { parseSlash } from '../../../protocol/slash';
import type { HostPort, RoomView } from '../../../protocol/views';
import { WORDS as TEXT } from '../../../server/gateways/text/languages';
import { harmless, printable } from '../../printable';
import { fill, type Language, WORDS } from '../../words';
import { dayLine, dayOf, eventLines } from '../format';
import type { Paint } from '../paint';
import { titleOf } from '../rooms';
import type { Visit } from '../visit';
import { caughtUp } from './caught-up';
import { COMMANDS, isCommand } from './commands';
import { complete } from './complete';
import { completePath } from './complete-path';
import { Elsewhere } from './elsewhere';
import { fileText, Numbered } from './files';
import { promptOf } from './prompt';
import type { Screen } from './screen';
import { Transfers } from './transfers';

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
  readonly #elsewhere: Elsewhere;
  readonly transfers: Transfers;
  readonly numbered = new Numbered();
  /** Bytes that the server takes of one file; 0: it takes none. */
  maxFileBytes = 0;

  constructor(
    readonly visit: Visit,
    readonly screen: Screen,
    readonly paint: Paint,
    public language: Language,
    readonly leave: () => void,
  ) {
    const { client } = visit;
    this.#elsewhere = new Elsewhere(this);
    this.transfers = new Transfers(this);
    client.on('events', (events) => this.#happened(events));
    client.on('ready', ({ address, files }) => {
      this.address = address;
      this.maxFileBytes = files?.maxBytes ?? 0;
    });
    client.on('rooms', () => this.refresh());
    client.on('roomGone', (room) => this.#gone(room));
    client.on('pending', (message) => {
      const { id, state, error, retryAt } = message;
      if (state === 'failed') {
        client.deletePending(id);
        this.say(
          TEXT[this.language].refused[error?.code ?? 'internal'](error ?? { code: 'internal' }),
        );
        this.say(fill(this.words.notSent, { text: Transfers.nameOf(message) }));
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
    this.screen.print(lines.map((line) => this.paint('dim', `· ${harmless(line)}`)));
  }

  refresh(): void {
    const rooms = this.client.rooms().filter(({ joined }) => joined);
    this.screen.setPrompt(
      promptOf({
        room: this.room,
        rooms,
        online: this.client.status.state === 'online',
        unsent: this.client.pendingMessages().length,
        moving: this.transfers.progress(),
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
      paths: completePath,
    });
  }

  /** Everything is here that there is for now: from this moment on what happens is shown. */
  async begin(room: RoomId): Promise<void> {
    this.#begun = true;
    await this.open(room);
    await this.#elsewhere.missed();
  }

  /** Goes to a room one is in: what was missed there, and a little of before. */
  async open(id: RoomId): Promise<void> {
    const { client } = this;
    this.#room = id;
    this.#opening = true;
    await caughtUp(client, id);
    const room = this.room;
    if (!room || this.#room !== id) {
      if (this.#room === id) this.#opening = false;
      return this.refresh();
    }
    const limit = Math.min(Math.max(room.unread + 5, 10), TERMINAL_BACKLOG);
    const { events } = await client.history(id, { limit }).catch(() => ({ events: [] }));
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
    for (let more = true; more && this.#room === id; ) {
      const page = await client.history(id, { after: this.#shown, limit: TERMINAL_BACKLOG });
      this.#show(page.events);
      ({ more } = page);
    }
    if (this.#room === id) this.#opening = false;
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
      } else if (room) this.#elsewhere.happened(room, run);
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
    const shown = event.kind === 'posted' ? this.numbered.inText(event, this.#fileLine) : event;
    const lines = eventLines(shown, { language, paint, me: this.client.me?.name ?? '' });
    const day = dayOf(event.ts);
    if (day === this.#day) return lines;
    this.#day = day;
    return [paint('dim', dayLine(event.ts, language)), ...lines];
  }

  readonly #fileLine = (file: FileRef, number: number): string =>
    fill(this.words.fileLine, { number, file: fileText(file) });

  #gone(id: RoomId): void {
    const next = this.client.rooms().find(({ joined, kind }) => joined && kind === 'room');
    if (id === this.#room) {
      this.#room = null;
      this.say(this.words.roomGone);
      if (next) void this.open(next.id);
    }
    this.refresh();
  }
}
