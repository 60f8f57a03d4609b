/**
 * The thread that searches copies, all servers' in one: finds, and between two questions brings
 * the indexes up to date. Bundled into a file of its own that lies where thread-file.ts looks.
 */
import { parentPort } from 'node:worker_threads';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { SEARCH_FORGET_MS, SEARCH_INDEX_STEP } from '../../protocol/limits';
import { indexBeside } from '../../search/index-file';
import { Searcher } from '../../search/searcher';
import { openCopyForReading } from '../store/schema';
import { createCopySource } from '../store/search-source';
import { type FromThread, type Said, STOP, type ToThread } from './messages';

interface Open {
  readonly db: DatabaseSyncInstance;
  readonly searcher: Searcher;
  indexing: boolean;
}
const copies = new Map<string, Open>();

const opened = (file: string): Open => {
  let copy = copies.get(file);
  if (!copy) {
    const db = openCopyForReading(file);
    copy = { db, searcher: new Searcher(indexBeside(file), createCopySource(db)), indexing: false };
    copies.set(file, copy);
  }
  return copy;
};

const leave = (file: string): void => {
  const copy = copies.get(file);
  copies.delete(file);
  copy?.searcher.close();
  copy?.db.close();
};

/** Step by step, so that questions come in between. */
const bringUpToDate = (file: string, copy: Open): void => {
  if (copy.indexing) return;
  copy.indexing = true;
  const step = () => {
    copy.indexing = false;
    if (copies.get(file) !== copy) return;
    try {
      if (copy.searcher.index(SEARCH_INDEX_STEP) === 0) return;
    } catch {
      return; // the next question tries again
    }
    copy.indexing = true;
    setImmediate(step);
  };
  setImmediate(step);
};

// Also without a question: what was deleted leaves an index that was once made.
setInterval(() => {
  for (const [file, copy] of copies) bringUpToDate(file, copy);
}, SEARCH_FORGET_MS).unref();

const answer = (message: ToThread): FromThread => {
  const { id, file } = message;
  try {
    if (message.do === 'leave') {
      leave(file);
      return { id, ok: true, answer: null };
    }
    const copy = opened(file);
    const found = copy.searcher.find(message.ask);
    if (found.behind > 0) bringUpToDate(file, copy);
    return { id, ok: true, answer: found };
  } catch (why) {
    leave(file);
    return { id, ok: false, why: why instanceof Error ? why.message : String(why) };
  }
};

parentPort?.on('message', (message: Said) => {
  if (message !== STOP) {
    parentPort?.postMessage(answer(message));
    return;
  }
  for (const file of [...copies.keys()]) leave(file);
  parentPort?.close();
});
