import type { CallInput, CallOutput } from '../../../protocol/ipc';
import { call } from '../../bridge';
import { useStore } from '../store';

type Name = 'backup.now' | 'backup.restore' | 'export.room' | 'import.room';

/** Ends with a failure of its own where the call itself fails: the sheet says so and stays. */
const keep = async <N extends Name>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
  useStore.setState({ keeping: 0 });
  try {
    return (await call<Name>(name, input as CallInput<Name>)) as CallOutput<N>;
  } catch {
    return { state: 'failed', code: 'internal' } as CallOutput<N>;
  }
};

/** Asks where, then writes all of this computer's server into one file. */
export const backUp = (passphrase?: string) => keep('backup.now', passphrase ? { passphrase } : {});

/** `again`: the file of the last time, with another passphrase. */
export const restoreBackup = (input: CallInput<'backup.restore'>) => keep('backup.restore', input);

export const exportRoom = (input: CallInput<'export.room'>) => keep('export.room', input);

/** Asks for the file; where it became a room of the open server, that room is shown. */
export const importRoom = () => keep('import.room', undefined);

export const cancelKeeping = () => call('keeping.cancel');

/** The file that was written last, in the system's file manager. */
export const showKept = () => call('keeping.show');
