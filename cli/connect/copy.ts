/** The copy of one server, which only one program at a time may work on (docs/SECURITY.md "A copy stays"). */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { ClientStore } from '../../client/api';
import { MemoryStore } from '../../client/store/memory-store';
import { openSqliteStore } from '../../client/store/sqlite-store';
import { formatAddress } from '../../protocol/invite';
import type { HostPort } from '../../protocol/views';
import { makePrivateFolder } from '../../server/identity/private-files';

export interface OpenCopy {
  store: ClientStore;
  /** False: another terminal of this user is in there already; this copy is forgotten in the end. */
  kept: boolean;
  /** After the store was closed. */
  release(): void;
}

/** Of a server known by its key, or without one by its address. */
export async function openCopy(
  folder: string,
  { pin, address }: { pin: string | null; address: HostPort },
): Promise<OpenCopy> {
  const id = createHash('sha256')
    .update(pin ?? formatAddress(address))
    .digest('hex')
    .slice(0, 32);
  const own = join(folder, 'servers', id);
  await makePrivateFolder(own);
  const release = lock(join(own, 'lock'));
  if (!release) return { store: new MemoryStore(), kept: false, release: () => {} };
  return { store: openSqliteStore(join(own, 'copy.db')), kept: true, release };
}

/** Null while another process has it. The system lets go of it however that process ends. */
function lock(file: string): (() => void) | null {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 0');
    db.exec('BEGIN EXCLUSIVE');
    return () => db.close();
  } catch (why) {
    db.close();
    if (/locked|busy/i.test(String((why as Error).message))) return null;
    throw why;
  }
}
