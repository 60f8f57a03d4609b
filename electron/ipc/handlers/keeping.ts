/** Backups and exports. */
import type { Keeping } from '../../keeping/keeping';
import type { Handlers } from '../handle';

type Names = 'backup.now' | 'backup.restore' | 'export.room' | 'keeping.cancel' | 'keeping.show';

export const keepingHandlers = (keeping: Keeping): Pick<Handlers, Names> => ({
  'backup.now': ({ passphrase }) => keeping.backup(passphrase),
  'backup.restore': ({ passphrase, again }) =>
    keeping.restore({ again, ...(passphrase && { passphrase }) }),
  'export.room': (asked) => keeping.exportRoom(asked),
  'keeping.cancel': () => keeping.cancel(),
  'keeping.show': () => keeping.show(),
});
