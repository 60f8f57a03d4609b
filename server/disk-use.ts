/** What a server takes of its disk, for those who manage it. */
import { stat } from 'node:fs/promises';

/** Bytes of the log with what SQLite keeps beside it; a file that is not there counts for nothing. */
async function logBytes(file: string): Promise<number> {
  const sizes = await Promise.all(
    [file, `${file}-wal`, `${file}-shm`].map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Asked anew each time: it is asked while somebody looks at it, and no more often. */
export const diskUse =
  (log: string, files: { state(): Promise<{ bytes: number }> }) =>
  async (): Promise<{ log: number; files: number }> => ({
    log: await logBytes(log),
    files: (await files.state()).bytes,
  });
