/** Chooses the log: in memory without a data folder, SQLite with one. */
import { join } from 'node:path';
import type { ServerOptions } from '../options';
import type { Log } from './log';
import { createMemoryLog } from './memory-log';
import { openSqliteLog } from './sqlite/sqlite-log';

export const LOG_FILE = 'log.db';

/**
 * Opens the log of a data folder, creating both when missing. Rejects with `DataFolderInUse` when
 * another server has it open, and with SQLite's own error when the file cannot be used.
 */
export async function openLog(
  options: Pick<ServerOptions, 'dataDir' | 'durability' | 'log'> & { workers?: number },
): Promise<Log> {
  if (options.dataDir === null) return createMemoryLog();
  return openSqliteLog({
    file: join(options.dataDir, LOG_FILE),
    durability: options.durability,
    shared: (options.workers ?? 0) > 0,
    report: options.log,
  });
}
