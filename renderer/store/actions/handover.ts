import type { UserId } from '../../../protocol/ids';
import type { TakeOver } from '../../../protocol/ipc';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { useStore } from '../store';
import { submit } from './submit';

/** Offers the server to somebody; how it goes on comes as `handover`. */
export const offerHandover = (server: ServerId, to: UserId) =>
  submit(server, { verb: 'handover', step: { do: 'offer', to } });

/** Takes an offer back, or declines one. */
export const endHandover = async (end: 'cancel' | 'decline'): Promise<void> => {
  const { handover } = useStore.getState();
  if (!handover) return;
  await submit(handover.server, { verb: 'handover', step: { do: end, id: handover.id } });
};

/** Takes over what was offered; resolves when the room is open here, or will not be. */
export const takeHandover = async (): Promise<TakeOver> => {
  const { handover } = useStore.getState();
  if (!handover) return 'failed';
  try {
    return (await call('handover.accept', { server: handover.server, id: handover.id })).state;
  } catch {
    return 'failed';
  }
};

/** Looks whether a room lies here that was taken over and is not open yet. */
export const lookForKept = async (): Promise<void> =>
  useStore.setState({ keptRoom: await call('handover.kept', undefined).catch(() => null) });

/** Opens it here. */
export const openKept = async (password?: string): Promise<TakeOver> => {
  const asked = password ? { password } : {};
  const { state } = await call('handover.again', asked).catch(() => ({ state: 'kept' as const }));
  await lookForKept();
  return state;
};

/** Throws it away, for good. */
export const dropKept = async (): Promise<void> => {
  await call('handover.drop', undefined).catch(() => {});
  await lookForKept();
};

/** Later: it is offered again when the app starts. */
export const hideKept = (): void => useStore.setState({ keptRoom: null });

/** How it ended was read. */
export const dropHandover = (): void => useStore.setState({ handover: null });

/** "Same room, new host" was said. */
export const dropSucceeded = (): void => useStore.setState({ succeeded: null });
