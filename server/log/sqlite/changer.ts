/**
 * Changes stored messages when what became of them is committed, within the same transaction. Of a
 * deleted message nothing is left: not its text, not its former texts, not what replies quoted.
 */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  applyChange,
  type Change,
  forgetQuote,
  type Message,
} from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import { type StoredRun, textAt, withTextAt } from './run';

interface Row {
  id: number;
  json: string;
}

export function createChanger(db: DatabaseSyncInstance): (room: number, change: Change) => void {
  const find = db.prepare(
    'SELECT id, seq, first, json FROM events WHERE room = ? AND seq >= ? ORDER BY seq LIMIT 1',
  );
  const about = db.prepare('SELECT id, json FROM events WHERE room = ? AND target = ?');
  const update = db.prepare('UPDATE events SET json = ? WHERE id = ?');
  const keepOriginal = db.prepare(
    'INSERT INTO originals(room, seq, ts, text) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const dropOriginal = db.prepare('DELETE FROM originals WHERE room = ? AND seq = ?');

  const store = (id: number, event: ChatEvent) => update.run(JSON.stringify(event), id);
  const storeIn = (row: Row & StoredRun, event: ChatEvent) =>
    update.run(withTextAt(row, event.seq, JSON.stringify(event)), row.id);

  const forget = (room: number, target: number) => {
    dropOriginal.run(room, target);
    for (const row of about.all(room, target) as unknown as Row[]) {
      const event = JSON.parse(row.json) as ChatEvent;
      if (event.kind === 'edited') store(row.id, { ...event, text: '' });
      if (event.kind === 'posted') store(row.id, forgetQuote(event, target));
    }
  };

  return (room, change) => {
    const row = find.get(room, change.target) as unknown as (Row & StoredRun) | undefined;
    const text = row && textAt(row, change.target);
    if (!text) return;
    const before = JSON.parse(text) as ChatEvent;
    if (before.kind !== 'posted') return;
    const after: Message = applyChange(before, change);
    if (after === before) return;
    storeIn(row, after);
    if (change.kind === 'edited' && before.edited === undefined) {
      keepOriginal.run(room, before.seq, before.ts, before.text);
    }
    if (change.kind === 'deleted') forget(room, change.target);
  };
}
