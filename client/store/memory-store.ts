/** A copy that lives as long as the process: for tests, scripts and the load generator. */
import { randomBytes, randomUUID } from 'node:crypto';
import { applyChange, type Change, forgetQuote, isChange } from '../../protocol/apply-change';
import { type ChatEvent, countsAsUnread } from '../../protocol/events';
import type { RoomId, UserId } from '../../protocol/ids';
import type { FileRef, PostParts } from '../../protocol/message';
import type { UserInfo } from '../../protocol/model';
import { isForMe } from '../../protocol/telling';
import type { PendingFile, PendingMessage, RoomView } from '../../protocol/views';
import type { ClientStore, Counting, Draft } from '../api';
import type { HeldMessage } from '../files/api';
import { draftView } from '../views';

/** Whether this event, by this user, is what became of the message. */
export const answers = (
  event: ChatEvent,
  { from, room, text, reply, files }: PendingMessage,
): boolean =>
  event.kind === 'posted' &&
  event.from?.epoch === from.epoch &&
  event.from.n === from.n &&
  event.room === room &&
  // What was changed since need not be what was sent.
  (event.as !== undefined ||
    (event.text === text &&
      event.reply?.seq === reply &&
      sameFiles(event.files ?? [], files ?? [])));

const failed = ({ state }: PendingMessage): number => (state === 'failed' ? 1 : 0);

const sameFiles = (has: readonly FileRef[], sent: readonly PendingFile[]): boolean =>
  has.length === sent.length && has.every(({ id }, i) => id === sent[i]?.file);

type Range = Parameters<ClientStore['read']>[1];

export const newEpoch = (): string => randomBytes(8).toString('hex');

/** Events of a run that lie within a range: the last before `before`, or the first after `after`. */
function cut(events: readonly ChatEvent[], { before, after, limit }: Range): ChatEvent[] {
  const within = events.filter(
    ({ seq }) => (before === undefined || seq < before) && (after === undefined || seq > after),
  );
  return after === undefined ? within.slice(-limit) : within.slice(0, limit);
}

export class MemoryStore implements ClientStore {
  #logEpoch: string | null = null;
  #me: UserInfo | null = null;
  readonly #events = new Map<RoomId, ChatEvent[]>();
  readonly #rooms = new Map<RoomId, RoomView>();
  readonly #members = new Map<RoomId, UserId[]>();
  readonly #read = new Map<RoomId, number>();
  readonly #drafts = new Map<RoomId, Draft>();
  #users: UserInfo[] = [];
  #epoch = newEpoch();
  #lastNumber = 0;
  #outbox: PendingMessage[] = [];
  readonly #held = new Map<string, HeldMessage>();

  logEpoch(): string | null {
    return this.#logEpoch;
  }

  startOver(epoch: string): void {
    this.#logEpoch = epoch;
    this.#events.clear();
    this.#read.clear();
    for (const [room, { text, at }] of [...this.#drafts]) this.setDraft(room, text, at);
  }

  addEvents(room: RoomId, events: readonly ChatEvent[], edge: 'live' | 'older' | 'restart') {
    const held = this.#events.get(room) ?? [];
    if (edge === 'live') held.push(...events);
    this.#events.set(
      room,
      edge === 'live' ? held : edge === 'older' ? [...events, ...held] : [...events],
    );
    for (const event of events) if (isChange(event)) this.#change(room, event);
    const mine = events.filter(({ by }) => by === this.#me?.id);
    const failedLast = [...this.#outbox].sort((a, b) => failed(a) - failed(b));
    const answered = mine.flatMap((event) => failedLast.find((row) => answers(event, row)) ?? []);
    this.#outbox = this.#outbox.filter((row) => !answered.includes(row));
    return answered.map(({ id }) => id);
  }

  #change(room: RoomId, change: Change): void {
    const held = this.#events.get(room) ?? [];
    held.forEach((event, i) => {
      if (event.kind === 'posted') {
        const changed = applyChange(event, change);
        held[i] = change.kind === 'deleted' ? forgetQuote(changed, change.target) : changed;
      } else if (change.kind === 'deleted' && event.kind === 'edited') {
        if (event.target === change.target) held[i] = { ...event, text: '' };
      }
    });
  }

  range(room: RoomId) {
    const held = this.#events.get(room);
    const first = held?.[0];
    const last = held?.at(-1);
    if (!first || !last) return null;
    return { first: first.seq, last: last.seq, olderMayExist: first.prev > 0 };
  }

  read(room: RoomId, range: Range): ChatEvent[] {
    return cut(this.#events.get(room) ?? [], range);
  }

  firstAt(room: RoomId, at: number): number | null {
    return this.#events.get(room)?.find(({ ts }) => ts >= at)?.seq ?? null;
  }

  saveRooms(rooms: readonly RoomView[]): void {
    for (const room of rooms) this.#rooms.set(room.id, room);
  }

  removeRoom(room: RoomId): void {
    this.#rooms.delete(room);
    this.#members.delete(room);
  }

  loadRooms(): RoomView[] {
    return [...this.#rooms.values()].map((room) => {
      const last = this.range(room.id)?.last ?? 0;
      const { draftReply: _, ...rest } = room;
      const draft = draftView(this.draft(room.id));
      return { ...rest, last, read: this.readMark(room.id), ...draft };
    });
  }

  saveUsers(users: readonly UserInfo[]): void {
    this.#users = [...users];
  }

  loadUsers(): UserInfo[] {
    return [...this.#users];
  }

  saveMembers(room: RoomId, users: readonly UserId[]): void {
    this.#members.set(room, [...users]);
  }

  loadMembers(room: RoomId): UserId[] {
    return [...(this.#members.get(room) ?? [])];
  }

  unread(room: RoomId, after: number, { me, attention }: Counting) {
    let unread = 0;
    let mentions = 0;
    for (const event of this.#events.get(room) ?? []) {
      if (event.seq <= after || event.by === me.id || !countsAsUnread(event)) continue;
      if (attention.ignored.includes(event.by)) continue;
      unread += 1;
      if (event.kind === 'posted' && isForMe(event, me, attention.keywords)) mentions += 1;
    }
    return { unread, mentions };
  }

  markRead(room: RoomId, seq: number): void {
    this.#read.set(room, Math.max(seq, this.readMark(room)));
  }

  setReadMark(room: RoomId, seq: number): void {
    this.#read.set(room, seq);
  }

  readMark(room: RoomId): number {
    return this.#read.get(room) ?? 0;
  }

  setDraft(room: RoomId, text: string, at: number, reply?: number): void {
    if (text === '' && reply === undefined) this.#drafts.delete(room);
    else this.#drafts.set(room, { text, at, ...(reply !== undefined && { reply }) });
  }

  draft(room: RoomId): Draft {
    return this.#drafts.get(room) ?? { text: '', at: 0 };
  }

  outboxEpoch(): string {
    return this.#epoch;
  }

  lastNumber(): number {
    return this.#lastNumber;
  }

  newOutboxEpoch(): void {
    this.#epoch = newEpoch();
    this.#lastNumber = 0;
    this.#outbox = this.#outbox.map((row) =>
      row.state === 'failed' ? row : { ...row, from: this.#nextNumber() },
    );
  }

  renumber(after: number): void {
    this.#lastNumber = after;
    this.#outbox = this.#outbox.map((row) =>
      row.state === 'failed' || row.from.n <= after ? row : { ...row, from: this.#nextNumber() },
    );
  }

  enqueue(room: RoomId, text: string, at: number, parts: PostParts = {}): PendingMessage {
    const row: PendingMessage = {
      id: randomUUID(),
      room,
      text,
      at,
      state: 'queued',
      ...parts,
      from: this.#nextNumber(),
    };
    this.#outbox.push(row);
    return row;
  }

  outbox(): PendingMessage[] {
    return [...this.#outbox];
  }

  updatePending(message: PendingMessage): void {
    this.#outbox = this.#outbox.map((row) => (row.id === message.id ? message : row));
  }

  requeue(id: string): PendingMessage | null {
    const found = this.#outbox.find((row) => row.id === id && row.state === 'failed');
    if (!found) return null;
    const { error: _, retryAt: __, ...rest } = found;
    const row: PendingMessage = { ...rest, state: 'queued', from: this.#nextNumber() };
    this.#outbox = [...this.#outbox.filter((one) => one !== found), row];
    return row;
  }

  removePending(id: string): void {
    this.#outbox = this.#outbox.filter((row) => row.id !== id);
  }

  held(): HeldMessage[] {
    return [...this.#held.values()].map((held) => structuredClone(held));
  }

  keepHeld(held: HeldMessage): void {
    this.#held.set(held.id, structuredClone(held));
  }

  dropHeld(id: string): void {
    this.#held.delete(id);
  }

  enqueueHeld(held: HeldMessage, pending: PendingMessage): PendingMessage {
    this.keepHeld(held);
    const row: PendingMessage = { ...pending, state: 'queued', from: this.#nextNumber() };
    this.#outbox.push(row);
    return row;
  }

  setMe(me: UserInfo): void {
    this.#me = me;
  }

  me(): UserInfo | null {
    return this.#me;
  }

  close(): void {}

  #nextNumber(): { epoch: string; n: number } {
    this.#lastNumber += 1;
    return { epoch: this.#epoch, n: this.#lastNumber };
  }
}

export const openMemoryStore = (): ClientStore => new MemoryStore();
