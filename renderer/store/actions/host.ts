import type { CallInput } from '../../../protocol/ipc';
import { call } from '../../bridge';
import { useStore } from '../store';
import { openServer } from './navigate';

/** Opens a room on this computer, and shows it. Rejects with a `CallError` only. */
export const hostStart = async (options: CallInput<'host.start'>) => {
  const hosting = await call('host.start', options);
  useStore.setState({ hosting });
  if (hosting.state === 'open') openServer(hosting.server);
  return hosting;
};

/** Changes the open room at once. Rejects with a `CallError` only. */
export const hostChange = async (change: CallInput<'host.change'>): Promise<void> => {
  useStore.setState({ hosting: await call('host.change', change) });
};

export const hostStop = () => call('host.stop');

/** The open room under a new key. Rejects with a `CallError` when it has the old one still. */
export const hostNewKey = async (): Promise<void> => {
  const hosting = await call('host.renewKey');
  useStore.setState({ hosting });
  if (hosting.state === 'open') openServer(hosting.server);
};

/** The link and the message to pass on. */
export const hostInvite = (input: CallInput<'host.invite'>) => call('host.invite', input);

/** What was decided on quitting while others are in the room. */
export const quit = (decision: CallInput<'quit'>) => {
  useStore.setState({ quitting: null });
  return call('quit', decision);
};

/** "Your room is still open in the tray" was read. */
export const dropTrayed = (): void => useStore.setState({ trayed: false });
