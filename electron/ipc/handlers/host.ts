/** This computer's own room. */
import type { Hosting, Invite } from '../../../protocol/ipc';
import type { HostChange, HostOptions } from '../../../protocol/settings';
import type { Handlers } from '../handle';

export interface OwnRoom {
  start(options: HostOptions): Promise<Hosting>;
  change(change: HostChange): Promise<Hosting>;
  stop(): Promise<void>;
  renewKey(): Promise<Hosting>;
  invite(room: string | undefined, password: boolean): Invite;
}

export const hostHandlers = (
  own: OwnRoom,
): Pick<
  Handlers,
  'host.start' | 'host.change' | 'host.stop' | 'host.renewKey' | 'host.invite'
> => ({
  'host.start': (options) => own.start(options),
  'host.change': (change) => own.change(change),
  'host.stop': () => own.stop(),
  'host.renewKey': () => own.renewKey(),
  'host.invite': ({ room, password }) => own.invite(room, password),
});
