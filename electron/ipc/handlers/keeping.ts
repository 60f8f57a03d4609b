/** Backups, exports, and taking over a server. */
import type { Heir } from '../../heir';
import type { Keeping } from '../../keeping/keeping';
import type { Handlers } from '../handle';

type Names =
  | 'import.room'
  | 'handover.accept'
  | 'handover.kept'
  | 'handover.again'
  | 'handover.drop'
  | 'backup.now'
  | 'backup.restore'
  | 'export.room'
  | 'keeping.cancel'
  | 'keeping.show';

export const keepingHandlers = (keeping: Keeping, heir: Heir): Pick<Handlers, Names> => ({
  'handover.accept': async ({ server, id }) => ({ state: await heir.accept(server, id) }),
  'handover.kept': () => heir.kept(),
  'handover.again': async ({ password }) => ({ state: await heir.again(password) }),
  'handover.drop': () => heir.drop(),
  'backup.now': ({ passphrase }) => keeping.backup(passphrase),
  'backup.restore': ({ passphrase, again }) =>
    keeping.restore({ again, ...(passphrase && { passphrase }) }),
  'import.room': () => keeping.importRoom(),
  'export.room': (asked) => keeping.exportRoom(asked),
  'keeping.cancel': () => keeping.cancel(),
  'keeping.show': () => keeping.show(),
});
