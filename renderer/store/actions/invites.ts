import { formatAddress, formatInvite, inviteMessages } from '../../../protocol/invite';
import type { GivenInvite } from '../../../protocol/invites';
import type { Invite } from '../../../protocol/ipc';
import type { ServerId, Target } from '../../../protocol/views';
import { call } from '../../bridge';
import type { Server } from '../slices/servers';
import { useStore } from '../store';
import { failed, type Outcome, submit } from './submit';

/** How an invite is to be; what is left out has no bound. */
export interface WantedInvite {
  minutes?: number;
  uses?: number;
  note?: string;
}

export interface MadeInvite {
  invite: GivenInvite;
  link: string;
  /** What goes to the clipboard. */
  message: Invite['message'];
}

/** Where the server is found: at all addresses of this computer, or where it was found from here. */
const targetOf = async (server: Server): Promise<Target> => {
  const { name, address, fingerprint } = server;
  if (!server.hosted) return { hosts: [address], name, ...(fingerprint && { fingerprint }) };
  const { addresses, fingerprint: key } = await call('host.invite', { password: false });
  return { hosts: addresses, name, fingerprint: key };
};

/** Gives an invite on a server of which one is a host. The link can be shown this once. */
export const makeInvite = async (
  id: ServerId,
  wanted: WantedInvite,
): Promise<Outcome<MadeInvite>> => {
  const server = useStore.getState().servers[id];
  if (!server) return failed('offline');
  let target: Target;
  try {
    target = await targetOf(server);
  } catch {
    return failed('internal');
  }
  const outcome = await submit<'make-invite'>(id, { verb: 'make-invite', ...wanted });
  if (!outcome.ok) return outcome;
  const { invite, token } = outcome.result;
  const link = formatInvite({ ...target, invite: token });
  const address = formatAddress(target.hosts[0] ?? server.address);
  const said = { name: server.name, link, address };
  const message = inviteMessages(said);
  return { ok: true, result: { invite, link, message } };
};

/** The invites that open the door now. */
export const givenInvites = (server: ServerId) => submit<'invites'>(server, { verb: 'invites' });

export const revokeInvite = (server: ServerId, invite: number) =>
  submit<'revoke-invite'>(server, { verb: 'revoke-invite', invite });
