/**
 * The log on disk. A commit that fails may have left anything behind in memory and little is
 * known about the disk, so the connection is thrown away: the file is opened anew and checked,
 * and until that went well everything is refused (docs/SECURITY.md "Accepted means kept").
 */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { LOG_WIPE_MS, REOPEN_EVERY_MS, REOPEN_FIRST_MS } from '../../../protocol/limits';
import type { ServerOptions } from '../../options';
import type { Log } from '../log';
import { createLog, type PlacedEntry, type Store } from '../staging';
import { emptyAhead, isSound, type OpenFile, openFile } from './open';
import { createReader, type Reader } from './reader';
import { createWriter, type Writer } from './writer';

export interface SqliteLogOptions {
  file: string;
  durability: ServerOptions['durability'];
  /** Others of this process will read the file too. */
  shared?: boolean;
  /** Told in one line when the store fails and when it is back. */
  report?: (line: string) => void;
  /** Called with every connection after it was opened, e.g. to bound the file's size. */
  tune?: (db: DatabaseSyncInstance) => void;
}

/** Throws `DataFolderInUse` when another server has the file. */
export function openSqliteLog(options: SqliteLogOptions): Log {
  return createLog(new SqliteStore(options));
}

interface Open {
  file: OpenFile;
  reader: Reader;
  writer: Writer;
}

class SqliteStore implements Store {
  readonly epoch: string;
  readonly file: string | null;
  private open: Open | null;
  private nextTry = 0;
  /** How long the next failure to open it is waited after, in ms. */
  private patience = REOPEN_FIRST_MS;
  /** Set while older pages of what was deleted may lie beside the file. */
  private wiping: NodeJS.Timeout | null = null;
  private lost: () => void = () => {};

  constructor(private readonly options: SqliteLogOptions) {
    const opened = openFile(options.file, options.durability, options.shared);
    this.epoch = opened.epoch;
    this.file = opened.shared ? options.file : null;
    this.open = this.prepare(opened);
  }

  /** False also for the call that brought the file back: its caller decided on what was lost. */
  usable(): boolean {
    if (this.open) return true;
    if (performance.now() >= this.nextTry) this.reopen();
    return false;
  }

  write(entries: readonly PlacedEntry[]): void {
    this.opened.writer(entries);
    const deletes = ({ kind }: { kind: string }) => kind === 'deleted' || kind === 'ended';
    if (entries.some(({ events }) => events.some(deletes))) this.wipeSoon();
  }

  head: Store['head'] = (room) => this.opened.reader.head(room);
  highWater: Store['highWater'] = (device, epoch) => this.opened.reader.highWater(device, epoch);
  answerOf: Store['answerOf'] = (device, epoch, n) => this.opened.reader.answerOf(device, epoch, n);
  read: Store['read'] = (room, range) => this.opened.reader.read(room, range);
  firstAt: Store['firstAt'] = (room, at) => this.opened.reader.firstAt(room, at);
  message: Store['message'] = (room, seq) => this.opened.reader.message(room, seq);
  revisions: Store['revisions'] = (room, seq) => this.opened.reader.revisions(room, seq);
  replay: Store['replay'] = (visit) => this.opened.reader.replay(visit);

  recover(why: unknown, lost: () => void): void {
    this.options.report?.(`the log could not commit: ${reasonOf(why)}`);
    this.lost = lost;
    this.closeFile();
    this.reopen();
  }

  close(): void {
    this.closeFile();
  }

  private get opened(): Open {
    if (!this.open) throw new Error('the log is closed');
    return this.open;
  }

  private prepare(file: OpenFile): Open {
    const { db } = file;
    this.options.tune?.(db);
    return { file, reader: createReader(db), writer: createWriter(db) };
  }

  private reopen(): void {
    let file: OpenFile | null = null;
    try {
      file = openFile(this.options.file, this.options.durability, this.options.shared);
      if (!isSound(file.db)) throw new Error('the file is damaged');
      if (file.epoch !== this.epoch) throw new Error('the file was replaced');
      this.open = this.prepare(file);
    } catch (why) {
      file?.close();
      this.nextTry = performance.now() + this.patience;
      this.patience = Math.min(2 * this.patience, REOPEN_EVERY_MS);
      this.options.report?.(`the log stays closed: ${reasonOf(why)}`);
      return;
    }
    this.patience = REOPEN_FIRST_MS;
    this.options.report?.('the log was reopened and checked');
    this.lost();
  }

  /** However much is deleted in a moment, it is wiped once; again when somebody was reading. */
  private wipeSoon(): void {
    if (this.wiping) return;
    this.wiping = setTimeout(() => {
      this.wiping = null;
      try {
        if (this.open && !emptyAhead(this.open.file.db)) this.wipeSoon();
      } catch (why) {
        this.options.report?.(`what was deleted could not be wiped yet: ${reasonOf(why)}`);
        this.wipeSoon();
      }
    }, LOG_WIPE_MS);
    this.wiping.unref();
  }

  private closeFile(): void {
    if (this.wiping) clearTimeout(this.wiping);
    this.wiping = null;
    try {
      this.open?.file.close();
    } catch (why) {
      this.options.report?.(`the log did not close cleanly: ${reasonOf(why)}`);
    }
    this.open = null;
  }
}

const reasonOf = (why: unknown): string => (why instanceof Error ? why.message : String(why));
