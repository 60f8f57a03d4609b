/** What happens outside the room on the screen: direct messages, and where one is called by name. */
import type { ChatEvent, EventOf } from '../../../protocol/events';
import type { RoomId } from '../../../protocol/ids';
import { TERMINAL_BACKLOG } from '../../../protocol/limits';
import { mentionsName } from '../../../protocol/mentions';
import type { RoomView } from '../../../protocol/views';
import { printable } from '../../printable';
import { eventLines } from '../format';
import { titleOf } from '../rooms';
import type { Talk } from './talk';

/** Calls by name that are shown of one burst; the prompt counts all of them. */
const CALLS_SHOWN = 3;

export class Elsewhere {
  /** Newest event of each direct room that is on the screen. */
  readonly #shown = new Map<RoomId, number>();

  constructor(private readonly talk: Talk) {}

  happened(room: RoomView, events: readonly ChatEvent[]): void {
    if (room.kind === 'direct') this.#direct(room, events);
    else this.#calls(room, events);
  }

  /** Direct messages that came while this person was away. */
  async missed(): Promise<void> {
    const { client } = this.talk;
    for (const room of client.rooms()) {
      if (room.kind !== 'direct' || room.unread === 0) continue;
      const range = { after: room.read, limit: TERMINAL_BACKLOG };
      this.#direct(room, (await client.history(room.id, range)).events);
    }
  }

  #direct(room: RoomView, events: readonly ChatEvent[]): void {
    const { client, words, language, paint, screen } = this.talk;
    const after = Math.max(this.#shown.get(room.id) ?? 0, room.read);
    const said = events.filter(
      (event): event is EventOf<'posted'> => event.kind === 'posted' && event.seq > after,
    );
    const last = Math.max(events.at(-1)?.seq ?? after, after);
    this.#shown.set(room.id, last);
    const peer = client.users().find(({ id }) => id === room.peer)?.name ?? room.name;
    const lines = said.slice(-TERMINAL_BACKLOG).flatMap((event) => {
      const direct =
        event.by === client.me?.id
          ? { from: words.me, to: printable(peer) }
          : { from: printable(event.name), to: words.me };
      return eventLines(event, { language, paint, me: '', direct });
    });
    screen.print(lines);
    client.markRead(room.id, last);
  }

  #calls(room: RoomView, events: readonly ChatEvent[]): void {
    const { client, language, paint, screen } = this.talk;
    const { me } = client;
    if (!me) return;
    const calls = events.filter(
      (event) =>
        event.kind === 'posted' &&
        event.by !== me.id &&
        event.seq > room.read &&
        mentionsName(event.text, me.name),
    );
    const where = paint('yellow', `[#${titleOf(room, language)}]`);
    const lines = calls
      .slice(-CALLS_SHOWN)
      .flatMap((event) => eventLines(event, { language, paint, me: me.name }));
    screen.print(lines.map((line) => `${where} ${line}`));
  }
}
