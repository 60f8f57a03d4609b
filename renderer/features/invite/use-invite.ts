import { useEffect, useState } from 'react';
import { formatAddress, formatInvite, inviteMessages } from '../../../protocol/invite';
import type { Invite } from '../../../protocol/ipc';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';

/** To a server that somebody else hosts: by the address that worked for us. */
const guestInvite = ({ address, fingerprint, name }: Server): Omit<Invite, 'fingerprint'> => {
  const link = formatInvite({ hosts: [address], name, ...(fingerprint && { fingerprint }) });
  const words = { name, link, address: formatAddress(address) };
  return {
    link,
    message: inviteMessages(words),
    addresses: [address],
  };
};

/**
 * The invite to a server; null while it is being made. Asked anew when `password` changes, or the
 * addresses of this computer (`addresses`, any value that changes with them).
 */
export const useInvite = (
  server: Server,
  password: boolean,
  addresses: unknown,
): { invite: Omit<Invite, 'fingerprint'> | null; failed: boolean } => {
  const [made, setMade] = useState<Omit<Invite, 'fingerprint'> | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another network means another invite
  useEffect(() => {
    if (!server.hosted) return;
    let wanted = true;
    actions.hostInvite({ password }).then(
      (invite) => {
        if (!wanted) return;
        setMade(invite);
        setFailed(false);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [server.id, server.hosted, password, addresses]);
  return server.hosted ? { invite: made, failed } : { invite: guestInvite(server), failed: false };
};
