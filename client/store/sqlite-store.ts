/**
 * The copy of one server on disk (docs/SECURITY.md "A copy stays"). Each function is one
 * transaction. Single owner, single thread: no lock is needed beside the file's.
 */
import type { UserInfo } from '../../protocol/model';
import type { ClientStore } from '../api';
import { eventTable } from './events';
import { outboxTable } from './outbox';
import { metaTable, roomTables } from './rooms';
import { openCopy } from './schema';
import { createTransaction } from './transaction';

/** Throws SQLite's error when the file cannot be used, and for a file that is not a copy. */
export function openSqliteStore(file: string): ClientStore {
  const copy = openCopy(file);
  const { db } = copy;
  const within = createTransaction(db);
  const meta = metaTable(db);
  const events = eventTable(db);
  const rooms = roomTables(db, events.range);
  const outbox = outboxTable(db, meta);
  let open = true;

  const me = (): UserInfo | null => {
    const json = meta.get('me');
    return json === null ? null : (JSON.parse(json) as UserInfo);
  };

  // Named once and for all: an epoch that was told to a server must be found again.
  within('flushed', () => outbox.outboxEpoch());

  return {
    logEpoch: () => meta.get('log_epoch'),
    startOver: (epoch) =>
      within('written', () => {
        meta.set('log_epoch', epoch);
        events.clear();
        rooms.clearMarks();
      }),
    addEvents: (room, list, edge) =>
      within('written', () => {
        if (edge === 'restart') events.clearRoom(room);
        const mine = me()?.id;
        const answered: string[] = [];
        for (const event of list) {
          events.add(event);
          const id = event.by === mine ? outbox.answer(event) : null;
          if (id !== null) answered.push(id);
        }
        return answered;
      }),
    range: events.range,
    read: events.read,
    firstAt: events.firstAt,
    unread: events.unread,
    saveRooms: (list) => within('written', () => rooms.saveRooms(list)),
    removeRoom: (room) => within('written', () => rooms.removeRoom(room)),
    loadRooms: rooms.loadRooms,
    saveUsers: (list) => within('written', () => rooms.saveUsers(list)),
    loadUsers: rooms.loadUsers,
    saveMembers: (room, list) => within('written', () => rooms.saveMembers(room, list)),
    loadMembers: rooms.loadMembers,
    markRead: (room, seq) => within('written', () => rooms.markRead(room, seq)),
    setReadMark: (room, seq) => within('written', () => rooms.setReadMark(room, seq)),
    readMark: rooms.readMark,
    setDraft: (room, text, at, reply) =>
      within('written', () => rooms.setDraft(room, text, at, reply)),
    draft: rooms.draft,
    outboxEpoch: outbox.outboxEpoch,
    newOutboxEpoch: () => within('flushed', outbox.newOutboxEpoch),
    enqueue: (room, text, at, parts) =>
      within('flushed', () => outbox.enqueue(room, text, at, parts)),
    outbox: outbox.outbox,
    lastNumber: outbox.lastNumber,
    renumber: (after) => within('flushed', () => outbox.renumber(after)),
    updatePending: (message) => within('written', () => outbox.updatePending(message)),
    requeue: (id) => within('flushed', () => outbox.requeue(id)),
    removePending: (id) => within('flushed', () => outbox.removePending(id)),
    held: outbox.held,
    keepHeld: (held) => within('flushed', () => outbox.keepHeld(held)),
    dropHeld: (id) => within('written', () => outbox.dropHeld(id)),
    enqueueHeld: (held, pending) => within('flushed', () => outbox.enqueueHeld(held, pending)),
    setMe: (info) => within('written', () => meta.set('me', JSON.stringify(info))),
    me,
    close() {
      if (open) copy.close();
      open = false;
    },
  };
}
