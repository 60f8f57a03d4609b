/** Rooms as they are shown: the server's facts, and what this person has read, missed and begun. */
import { type ChatEvent, countsAsUnread } from '../protocol/events';
import type { RoomId, Seq } from '../protocol/ids';
import type { RoomInfo, UserInfo } from '../protocol/model';
import { isForMe } from '../protocol/telling';
import type { RoomView } from '../protocol/views';
import type { Attention, ClientStore, Draft } from './api';

interface Notes {
  last: Seq;
  read: Seq;
  unread: number;
  mentions: number;
  draft: Draft;
}

export class Views {
  /** Counted once from the copy, then kept up: a busy room must not cost more the fuller it is. */
  readonly #notes = new Map<RoomId, Notes>();

  constructor(
    private readonly store: ClientStore,
    private readonly me: () => UserInfo | null,
    private attention: Attention = { keywords: [], ignored: [] },
  ) {}

  /** What is unread is counted anew. */
  attend(attention: Attention): void {
    this.attention = attention;
    this.#notes.clear();
  }

  view(room: RoomInfo): RoomView {
    const { last, read, unread, mentions, draft } = this.#of(room.id);
    const head = Math.max(room.head, last);
    return { ...room, head, last, read, unread, mentions, ...draftView(draft) };
  }

  /** Events that continue the copy. */
  added(room: RoomId, events: readonly ChatEvent[]): void {
    const notes = this.#notes.get(room);
    if (!notes) return;
    const me = this.me();
    for (const event of events) {
      notes.last = event.seq;
      if (event.by === me?.id || event.seq <= notes.read || !countsAsUnread(event)) continue;
      if (this.attention.ignored.includes(event.by)) continue;
      notes.unread += 1;
      if (event.kind === 'posted' && me && isForMe(event, me, this.attention.keywords))
        notes.mentions += 1;
    }
  }

  /**
   * The first events of a room that was never open here. What was said before one came in is not
   * unread; where that cannot be seen, nothing is.
   */
  opened(room: RoomId, events: readonly ChatEvent[]): void {
    if (this.store.readMark(room) === 0) {
      const me = this.me()?.id;
      const entered = events.findLast((event) => event.kind === 'joined' && event.by === me);
      this.store.markRead(room, (entered ?? events.at(-1))?.seq ?? 0);
    }
    this.#notes.delete(room);
  }

  /** False when it was read that far already. */
  markRead(room: RoomId, seq: Seq): boolean {
    const notes = this.#of(room);
    if (seq <= notes.read) return false;
    this.store.markRead(room, seq);
    const counts = this.#count(room, seq);
    Object.assign(notes, counts, { read: seq });
    return true;
  }

  /** From this seq on it is unread again; how much is. */
  markUnread(room: RoomId, seq: Seq): number {
    const read = Math.min(seq - 1, this.store.readMark(room));
    this.store.setReadMark(room, read);
    const notes = Object.assign(this.#of(room), { read }, this.#count(room, read));
    return notes.unread;
  }

  setDraft(room: RoomId, text: string, at: number, reply?: Seq): void {
    this.store.setDraft(room, text, text === '' ? 0 : at, reply);
    this.#of(room).draft = this.store.draft(room);
  }

  /** The copy started over. */
  clear(): void {
    this.#notes.clear();
  }

  #of(room: RoomId): Notes {
    let notes = this.#notes.get(room);
    if (!notes) {
      const read = this.store.readMark(room);
      const last = this.store.range(room)?.last ?? 0;
      notes = { last, read, draft: this.store.draft(room), ...this.#count(room, read) };
      this.#notes.set(room, notes);
    }
    return notes;
  }

  #count(room: RoomId, after: Seq): { unread: number; mentions: number } {
    const me = this.me();
    if (!me) return { unread: 0, mentions: 0 };
    return this.store.unread(room, after, { me, attention: this.attention });
  }
}

/** How a draft stands in the view of its room. */
export const draftView = ({
  text,
  at,
  reply,
}: Draft): Pick<RoomView, 'draft' | 'draftAt' | 'draftReply'> => ({
  draft: text,
  draftAt: at,
  ...(reply !== undefined && { draftReply: reply }),
});

/** The server's part of a view. */
export const withoutNotes = ({
  last: _,
  read: __,
  unread: ___,
  mentions: ____,
  draft: _____,
  draftAt: ______,
  draftReply: _______,
  ...room
}: RoomView): RoomInfo => room;
