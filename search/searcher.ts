/**
 * Searching one source with an index in a file. An index that fails is thrown away and made anew;
 * where there can be none everything is looked at, within the same time.
 */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Answer, type Ask, createFind, type Find } from './find';
import { IN_MEMORY, isBusy, openIndex, removeIndex } from './index-file';
import { createIndexer, type Indexer } from './indexer';
import type { SearchSource } from './source';

interface Open {
  readonly db: DatabaseSyncInstance;
  readonly indexer: Indexer;
  readonly find: Find;
}

export class Searcher {
  #open: Open | null = null;

  /** `file` lies where nobody else looks; made when it is first needed. */
  constructor(
    private readonly file: string,
    private readonly source: SearchSource,
  ) {}

  find(ask: Ask): Answer {
    return this.#with(({ find }) => find(this.source, ask));
  }

  /** Takes some of what is new into the index; returns how many changes are left. */
  index(limit: number): number {
    return this.#with(({ db, indexer }) =>
      db.location() === null ? 0 : indexer.step(this.source, limit),
    );
  }

  close(): void {
    this.#open?.db.close();
    this.#open = null;
  }

  #with<T>(work: (open: Open) => T): T {
    try {
      return work(this.#opened());
    } catch (why) {
      if (isBusy(why)) throw why;
      this.close();
      try {
        removeIndex(this.file);
      } catch {
        // somebody has it open: what it holds is checked again when it is opened
      }
      return work(this.#opened());
    }
  }

  #opened(): Open {
    this.#open ??= open(this.file);
    return this.#open;
  }
}

function open(file: string): Open {
  let db: DatabaseSyncInstance;
  try {
    db = openIndex(file);
  } catch {
    db = openIndex(IN_MEMORY);
  }
  const indexer = createIndexer(db);
  return { db, indexer, find: createFind(db, indexer.standing) };
}
