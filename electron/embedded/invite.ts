/** The invite to this computer's own room: link and whole message, with every usable address. */
import { formatAddress, formatInvite, inviteMessages } from '../../protocol/invite';
import type { Hosting, Invite } from '../../protocol/ipc';
import type { Target } from '../../protocol/views';

interface Wanted {
  hosting: Hosting;
  /** Room to enter; left out for the lobby. */
  room?: { id: string; name: string };
  /** Only with the person's tick. */
  password?: string;
}

/** Throws when no room is open. Without a network the link leads to this computer itself. */
export const buildInvite = ({ hosting, room, password }: Wanted): Invite => {
  if (hosting.state !== 'open') throw new Error('no room is open here');
  const { addresses, port, fingerprint, name } = hosting;
  const hosts = addresses.length > 0 ? addresses : [{ host: '127.0.0.1', port }];
  const target: Target = {
    hosts,
    fingerprint,
    name,
    ...(room && room.id !== 'lobby' && { room: room.id }),
    ...(password && { password }),
  };
  const link = formatInvite(target);
  const said = { name, link, address: formatAddress(hosts[0] ?? { host: '127.0.0.1', port }) };
  return {
    link,
    message: inviteMessages(said),
    addresses,
    fingerprint,
  };
};
