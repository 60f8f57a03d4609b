/**
 * What a SQLite file of ours says of itself: whose it is (`application_id`), and how many migrations
 * it has seen (`user_version`). The log of a server and the copy of a client are such files.
 */

/** As much of a database connection as is needed here. */
export interface FormatDb {
  exec(sql: string): unknown;
  prepare(sql: string): { get(): unknown };
}

export interface FileFormat {
  /** Marks the file as ours: 4 bytes as a number. */
  readonly applicationId: number;
  /** Only ever added to; each is run once in the life of a file. */
  readonly migrations: readonly string[];
  /** For who reads why a file was refused: "this file is not {whole}", "this {short} …". */
  readonly whole: string;
  readonly short: string;
}

/**
 * Brings a file up to date in one transaction, `and` included. Throws, and leaves the file as it
 * was, where it is somebody else's, or a newer program's: that is refused rather than guessed at.
 * `before` is called with the format of an older file of ours that is about to change; whoever
 * calls this is the file's only owner.
 */
export function bringUpToDate<T>(
  db: FormatDb,
  format: FileFormat,
  and: () => T,
  before: (version: number) => void = () => {},
): T {
  const { applicationId, migrations, whole, short } = format;
  if (numberOf(db, 'PRAGMA application_id') === applicationId) {
    const version = numberOf(db, 'PRAGMA user_version');
    if (version > 0 && version < migrations.length) before(version);
  }
  db.exec('BEGIN EXCLUSIVE');
  try {
    const version = numberOf(db, 'PRAGMA user_version');
    const foreign = numberOf(db, 'PRAGMA application_id') !== applicationId;
    if (foreign && numberOf(db, 'SELECT count(*) FROM sqlite_schema') > 0) {
      throw new Error(`this file is not ${whole}`);
    }
    if (version > migrations.length) {
      throw new Error(`this ${short} was written by a newer program (format ${version})`);
    }
    for (const migration of migrations.slice(version)) db.exec(migration);
    db.exec(`PRAGMA application_id = ${applicationId}`);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    const result = and();
    db.exec('COMMIT');
    return result;
  } catch (why) {
    db.exec('ROLLBACK');
    throw why;
  }
}

function numberOf(db: FormatDb, sql: string): number {
  const row = db.prepare(sql).get() as Record<string, number>;
  return Object.values(row)[0] ?? 0;
}
