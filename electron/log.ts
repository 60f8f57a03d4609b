/**
 * The app's own log: `logs/main.log` in the data folder, one older file kept. Never a message's
 * text and never a secret (docs/SECURITY.md): callers log codes, counts and names of parts.
 */
import path from 'node:path';
import logger from 'electron-log/node';

const MAX_BYTES = 1024 * 1024;

export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string, error?: unknown): void;
}

/** What may be written down about an error: its kind, its words, where it arose. */
const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);

export const openLog = (folder: string, development: boolean): Log => {
  logger.transports.file.resolvePathFn = () => path.join(folder, 'main.log');
  logger.transports.file.maxSize = MAX_BYTES;
  logger.transports.file.level = 'info';
  logger.transports.console.level = development ? 'info' : 'error';
  return {
    info: (line) => logger.info(line),
    warn: (line) => logger.warn(line),
    error: (line, error) =>
      logger.error(error === undefined ? line : `${line}: ${describe(error)}`),
  };
};
