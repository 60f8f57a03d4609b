/** What is remembered of rooms and people between two visits, and of the copy itself. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { UserInfo } from '../../protocol/model';
import type { RoomView } from '../../protocol/views';
import type { ClientStore, Draft } from '../api';
import { draftView } from '../views';

export interface MetaTable {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

export function metaTable(db: DatabaseSyncInstance): MetaTable {
  const select = db.prepare('SELECT value FROM meta WHERE key = ?');
  const upsert = db.prepare(
    'INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    get: (key) => (select.get(key) as { value: string } | undefined)?.value ?? null,
    set: (key, value) => void upsert.run(key, value),
  };
}

export type RoomTables = Pick<
  ClientStore,
  | 'saveRooms'
  | 'removeRoom'
  | 'loadRooms'
  | 'saveUsers'
  | 'loadUsers'
  | 'saveMembers'
  | 'loadMembers'
  | 'markRead'
  | 'setReadMark'
  | 'readMark'
  | 'setDraft'
  | 'draft'
> & {
  /** Forgets what stands for places in a log that is gone. */
  clearMarks(): void;
};

interface Json {
  json: string;
}

export function roomTables(db: DatabaseSyncInstance, range: ClientStore['range']): RoomTables {
  const upsert = (table: string, key: string) =>
    db.prepare(
      `INSERT INTO ${table}(${key}, json) VALUES(?, ?)
       ON CONFLICT DO UPDATE SET json = excluded.json`,
    );
  const putRoom = upsert('rooms', 'id');
  const putMembers = upsert('members', 'room');
  const putUser = upsert('users', 'id');
  const rooms = db.prepare('SELECT json FROM rooms');
  const users = db.prepare('SELECT json FROM users');
  const members = db.prepare('SELECT json FROM members WHERE room = ?');
  const dropRoom = db.prepare('DELETE FROM rooms WHERE id = ?');
  const dropMembers = db.prepare('DELETE FROM members WHERE room = ?');
  const dropUsers = db.prepare('DELETE FROM users');
  const getMark = db.prepare('SELECT read FROM marks WHERE room = ?');
  const putMark = db.prepare(
    `INSERT INTO marks(room, read) VALUES(?, ?)
     ON CONFLICT DO UPDATE SET read = max(read, excluded.read)`,
  );
  const setMark = db.prepare(
    'INSERT INTO marks(room, read) VALUES(?, ?) ON CONFLICT DO UPDATE SET read = excluded.read',
  );
  const dropMarks = db.prepare('DELETE FROM marks');
  const dropReplies = db.prepare('UPDATE drafts SET reply = NULL');
  const dropEmpty = db.prepare("DELETE FROM drafts WHERE text = ''");
  const getDraft = db.prepare('SELECT text, at, reply FROM drafts WHERE room = ?');
  const putDraft = db.prepare(
    `INSERT INTO drafts(room, text, at, reply) VALUES(?, ?, ?, ?) ON CONFLICT
     DO UPDATE SET text = excluded.text, at = excluded.at, reply = excluded.reply`,
  );
  const dropDraft = db.prepare('DELETE FROM drafts WHERE room = ?');

  const readMark = (room: string): number =>
    (getMark.get(room) as { read: number } | undefined)?.read ?? 0;
  const draft = (room: string): Draft => {
    const row = getDraft.get(room) as (Draft & { reply: number | null }) | undefined;
    if (!row) return { text: '', at: 0 };
    const { text, at, reply } = row;
    return { text, at, ...(reply !== null && { reply }) };
  };

  return {
    readMark,
    draft,
    saveRooms(list) {
      for (const room of list) putRoom.run(room.id, JSON.stringify(room));
    },
    removeRoom(room) {
      dropRoom.run(room);
      dropMembers.run(room);
    },
    loadRooms() {
      return (rooms.all() as unknown as Json[]).map(({ json }) => {
        const room = JSON.parse(json) as RoomView;
        const last = range(room.id)?.last ?? 0;
        const { draftReply: _, ...rest } = room;
        return { ...rest, last, read: readMark(room.id), ...draftView(draft(room.id)) };
      });
    },
    saveUsers(list) {
      dropUsers.run();
      for (const user of list) putUser.run(user.id, JSON.stringify(user));
    },
    loadUsers: () =>
      (users.all() as unknown as Json[]).map(({ json }) => JSON.parse(json) as UserInfo),
    saveMembers: (room, list) => void putMembers.run(room, JSON.stringify(list)),
    loadMembers(room) {
      const row = members.get(room) as Json | undefined;
      return row ? (JSON.parse(row.json) as string[]) : [];
    },
    markRead: (room, seq) => void putMark.run(room, seq),
    setReadMark: (room, seq) => void setMark.run(room, seq),
    clearMarks() {
      dropMarks.run();
      dropReplies.run();
      dropEmpty.run();
    },
    setDraft(room, text, at, reply) {
      if (text === '' && reply === undefined) dropDraft.run(room);
      else putDraft.run(room, text, at, reply ?? null);
    },
  };
}
