import type { UserId } from '../../../protocol/ids';
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
export const takeHandover = async (): Promise<'done' | 'failed' | 'hosting'> => {
  const { handover } = useStore.getState();
  if (!handover) return 'failed';
  try {
    return (await call('handover.accept', { server: handover.server, id: handover.id })).state;
  } catch {
    return 'failed';
  }
};

/** How it ended was read. */
export const dropHandover = (): void => useStore.setState({ handover: null });

/** "Same room, new host" was said. */
export const dropSucceeded = (): void => useStore.setState({ succeeded: null });
