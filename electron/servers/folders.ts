/** The folders of copies on disk. A visit that never succeeded leaves none behind. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Lies in the folder of a first visit until it has succeeded. */
const VISIT_MARK = 'first-visit';
const COPY_FILE = 'copy.db';

export interface Folders {
  /** Makes the folder; returns the path of the copy's file. `visit`: not known yet. */
  open(name: string, visit: boolean): string;
  /** The visit succeeded: the folder stays. */
  keep(name: string): void;
  remove(name: string): void;
  /** Puts a copy that cannot be opened beside itself; returns where. */
  setAside(name: string): string;
  /** Removes what visits left behind that a crash cut short. */
  sweep(): void;
}

export const foldersIn = (base: string): Folders => {
  const of = (name: string) => path.join(base, name);
  const remove = (name: string) => rmSync(of(name), { recursive: true, force: true });
  return {
    open(name, visit) {
      mkdirSync(of(name), { recursive: true, mode: 0o700 });
      if (visit) writeFileSync(path.join(of(name), VISIT_MARK), '');
      return path.join(of(name), COPY_FILE);
    },
    keep: (name) => rmSync(path.join(of(name), VISIT_MARK), { force: true }),
    remove,
    setAside(name) {
      const aside = path.join(of(name), `${COPY_FILE}.broken-${Date.now()}`);
      for (const part of ['', '-wal', '-shm'])
        if (existsSync(path.join(of(name), COPY_FILE + part)))
          renameSync(path.join(of(name), COPY_FILE + part), aside + part);
      return aside;
    },
    sweep() {
      if (!existsSync(base)) return;
      for (const name of readdirSync(base))
        if (existsSync(path.join(of(name), VISIT_MARK))) remove(name);
    },
  };
};
