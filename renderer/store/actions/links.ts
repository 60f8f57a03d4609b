import type { RoomId } from '../../../protocol/ids';
import { formatInvite, parseTarget } from '../../../protocol/invite';
import type { ServerId, Target } from '../../../protocol/views';
import { call } from '../../bridge';
import { useStore } from '../store';
import { hostInvite } from './host';
import { jumpTo } from './jump';
import { openRoom } from './navigate';

/** Where others reach a server: for one of this computer its addresses in the network. */
const hostsOf = async (server: ServerId): Promise<Target['hosts']> => {
  const known = useStore.getState().servers[server];
  if (!known) return [];
  if (!known.hosted) return [known.address];
  const { addresses } = await hostInvite({ password: false });
  return addresses.length > 0 ? addresses : [known.address];
};

/** The link of one message; whoever opens it lands on it. Rejects with a `CallError` only. */
export const messageLink = async (
  server: ServerId,
  room: RoomId,
  message: number,
): Promise<string> => {
  const fingerprint = useStore.getState().servers[server]?.fingerprint;
  const hosts = await hostsOf(server);
  const link = formatInvite({ hosts, room, message, ...(fingerprint && { fingerprint }) });
  // In a message an underscore may begin emphasis.
  return link.replaceAll('_', '%5F');
};

/** Asked in the main window (LinkSheet), as it leads out of a room. */
const askAbout = (url: string): void => {
  if (useStore.getState().alone) void call('main.show', { link: url }).catch(() => {});
  else useStore.setState({ link: url });
};

/**
 * Follows one of our own links, from a message or from the system. To a server that is known by
 * its key it leads at once: nothing is connected to for it. Everything else asks first (LinkSheet).
 */
export const openLink = (url: string): void => {
  const read = parseTarget(url);
  const { servers } = useStore.getState();
  const target = read.ok ? read.target : null;
  const server = target?.fingerprint ? servers[target.fingerprint] : undefined;
  if (!target || !server || !target.room || !server.rooms[target.room]?.joined) askAbout(url);
  else if (target.message) void jumpTo(server.id, target.room, target.message);
  else openRoom(server.id, target.room);
};
