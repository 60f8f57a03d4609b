/** Messages that wait for the log. Numbers are never taken twice within an epoch's known marks. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ChatEvent } from '../../protocol/events';
import type { PendingMessage } from '../../protocol/views';
import type { ClientStore } from '../api';
import type { HeldMessage } from '../files/api';
import { answers, newEpoch } from './memory-store';
import type { MetaTable } from './rooms';

interface Row {
  id: string;
  epoch: string;
  n: number;
  json: string;
}
type Kept = Omit<PendingMessage, 'id' | 'from'>;

export type OutboxTable = Pick<
  ClientStore,
  | 'outboxEpoch'
  | 'newOutboxEpoch'
  | 'enqueue'
  | 'outbox'
  | 'lastNumber'
  | 'renumber'
  | 'updatePending'
  | 'requeue'
  | 'removePending'
  | 'held'
  | 'keepHeld'
  | 'dropHeld'
  | 'enqueueHeld'
> & {
  /** Removes the row that this event, by this user, answers; its id or null. */
  answer(event: ChatEvent): string | null;
};

const messageIn = ({ id, epoch, n, json }: Row): PendingMessage => ({
  ...(JSON.parse(json) as Kept),
  id,
  from: { epoch, n },
});
const jsonOf = ({ id: _, from: __, ...kept }: PendingMessage): string => JSON.stringify(kept);

/** Every function expects to run inside a transaction of the caller's. */
export function outboxTable(db: DatabaseSyncInstance, meta: MetaTable): OutboxTable {
  const insert = db.prepare('INSERT INTO outbox(id, epoch, n, failed, json) VALUES(?, ?, ?, 0, ?)');
  const all = db.prepare('SELECT id, epoch, n, json FROM outbox ORDER BY place');
  const one = db.prepare('SELECT id, epoch, n, json FROM outbox WHERE id = ?');
  const update = db.prepare('UPDATE outbox SET failed = ?, json = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM outbox WHERE id = ?');
  // A number that was refused may have been given again: by a server that lost its end.
  const numbered = db.prepare(
    'SELECT id, epoch, n, json FROM outbox WHERE epoch = ? AND n = ? ORDER BY failed',
  );
  const above = db.prepare('SELECT id FROM outbox WHERE failed = 0 AND n > ? ORDER BY place');
  const putHeld = db.prepare(
    'INSERT INTO held(id, json) VALUES(?, ?) ON CONFLICT DO UPDATE SET json = excluded.json',
  );
  const allHeld = db.prepare('SELECT json FROM held ORDER BY place');
  const removeHeld = db.prepare('DELETE FROM held WHERE id = ?');
  const keepHeld = (held: HeldMessage) => void putHeld.run(held.id, JSON.stringify(held));
  const setNumber = db.prepare('UPDATE outbox SET epoch = ?, n = ? WHERE id = ?');

  const epoch = (): string => {
    const known = meta.get('outbox_epoch');
    if (known !== null) return known;
    meta.set('outbox_epoch', newEpoch());
    return epoch();
  };
  const lastNumber = (): number => Number(meta.get('outbox_last') ?? 0);
  const nextNumber = (): number => {
    const n = lastNumber() + 1;
    meta.set('outbox_last', String(n));
    return n;
  };
  const renumber = (after: number): void => {
    const rows = above.all(after) as { id: string }[];
    meta.set('outbox_last', String(after));
    for (const { id } of rows) setNumber.run(epoch(), nextNumber(), id);
  };
  const append = (message: Kept, id: string = randomUUID()): PendingMessage => {
    const row = { ...message, id, from: { epoch: epoch(), n: nextNumber() } };
    insert.run(row.id, row.from.epoch, row.from.n, jsonOf(row));
    return row;
  };

  return {
    outboxEpoch: epoch,
    lastNumber,
    renumber,
    newOutboxEpoch() {
      meta.set('outbox_epoch', newEpoch());
      renumber(0);
    },
    enqueue: (room, text, at, parts) => append({ room, text, at, state: 'queued', ...parts }),
    outbox: () => (all.all() as unknown as Row[]).map(messageIn),
    updatePending(message) {
      update.run(message.state === 'failed' ? 1 : 0, jsonOf(message), message.id);
    },
    requeue(id) {
      const row = one.get(id) as unknown as Row | undefined;
      const found = row && messageIn(row);
      if (found?.state !== 'failed') return null;
      const { error: _, retryAt: __, from: ___, ...rest } = found;
      remove.run(id);
      const next = { ...rest, state: 'queued' as const, from: { epoch: epoch(), n: nextNumber() } };
      insert.run(id, next.from.epoch, next.from.n, jsonOf(next));
      return next;
    },
    removePending: (id) => void remove.run(id),
    held: () =>
      (allHeld.all() as { json: string }[]).map(({ json }) => JSON.parse(json) as HeldMessage),
    keepHeld,
    dropHeld: (id) => void removeHeld.run(id),
    enqueueHeld(held, { id, from: _, ...kept }) {
      keepHeld(held);
      return append({ ...kept, state: 'queued' }, id);
    },
    answer(event) {
      if (!event.from) return null;
      const { epoch: name, n } = event.from;
      const rows = numbered.all(name, n) as unknown as Row[];
      const row = rows.find((one) => answers(event, messageIn(one)));
      if (!row) return null;
      remove.run(row.id);
      return row.id;
    },
  };
}
