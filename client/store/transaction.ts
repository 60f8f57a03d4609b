/** Transactions of the copy, and how hard each is pressed onto the disk. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/**
 * `flushed`: on the disk when it returns, power loss included: what a person wrote and was told is
 * kept. `written`: survives any crash of the program; power loss may undo the newest of them whole
 * and in order, which is harmless for whatever the server can tell again.
 */
export type Durability = 'flushed' | 'written';

export type Transaction = <T>(durability: Durability, work: () => T) => T;

export function createTransaction(db: DatabaseSyncInstance): Transaction {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  let current: Durability | null = null;

  const press = (durability: Durability) => {
    if (durability === current) return;
    db.exec(`PRAGMA synchronous = ${durability === 'flushed' ? 'FULL' : 'NORMAL'}`);
    current = durability;
  };

  return (durability, work) => {
    press(durability);
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (why) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw why;
    }
  };
}
