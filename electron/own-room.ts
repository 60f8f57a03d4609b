/** This computer's room as the app runs it: the server process, the own client in it, and what is remembered. */

import { lanAddresses } from '../lan/addresses';
import type { Hosting, Invite } from '../protocol/ipc';
import { NAME_MAX_CHARS } from '../protocol/limits';
import type { HostChange, HostOptions } from '../protocol/settings';
import type { Fork } from './embedded/child';
import { createHost } from './embedded/host';
import type { HostingFile } from './embedded/hosting-file';
import { buildInvite } from './embedded/invite';
import type { Servers } from './servers/api';
import type { Server } from './servers/server';
import type { SettingsStore } from './settings';

/** How long opening waits for the own client before the room is shown as open anyway, in ms. */
const OWN_CLIENT_MS = 3_000;

export interface OwnRoom {
  readonly hosting: Hosting;
  start(options: HostOptions): Promise<Hosting>;
  /** As it was opened last, when it was open at the last quit. */
  resume(): void;
  /** Done at once, and remembered but for the news. Throws when no room is open. */
  change(change: HostChange): Promise<Hosting>;
  /** Closed by a person: it stays closed at the next launch. */
  stop(): Promise<void>;
  /** The app ends: the room comes back at the next launch. */
  shutDown(): Promise<void>;
  /** Throws when no room is open. */
  invite(room: string | undefined, password: boolean): Invite;
  refresh(): void;
}

interface Deps {
  fork: Fork;
  file: HostingFile;
  dataDir: string;
  user: string;
  version: string;
  /** UDP port of the announcements; null: nothing is said on the network. */
  lanPort: number | null;
  servers: Servers;
  settings: SettingsStore;
  onChange(hosting: Hosting): void;
}

const ready = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unwatch();
      resolve();
    };
    const timer = setTimeout(done, OWN_CLIENT_MS);
    const unwatch = server.watch({ status() {}, ready: done });
  });

export const createOwnRoom = (deps: Deps): OwnRoom => {
  const { servers, settings, file } = deps;
  let options: HostOptions | null = null;
  let leaving = false;

  const host = createHost({
    fork: deps.fork,
    base: () => ({
      dataDir: deps.dataDir,
      hosts: [deps.user],
      version: deps.version,
      owner: myName()?.slice(0, NAME_MAX_CHARS),
      lanPort: deps.lanPort,
    }),
    addresses: () => lanAddresses(),
    now: Date.now,
    onChange: deps.onChange,
    onOpen: (facts) => ready(servers.openOwn(facts, options?.password)),
    onClosed() {
      if (leaving) return;
      servers.closeOwn();
      settings.update({ hostOnLaunch: false });
    },
  });

  /** Whom guests read: "{host} closed the room". */
  const myName = (): string | undefined => servers.ownName() || settings.value.name || undefined;

  const start = async (wanted: HostOptions): Promise<Hosting> => {
    if (host.hosting.state === 'open') return host.hosting;
    const full = { ...wanted, compat: wanted.compat ?? file.last?.compat ?? [] };
    options = full;
    const outcome = await host.start(full);
    if (outcome.state === 'open') {
      file.remember(full);
      settings.update({ hostOnLaunch: true });
    }
    return outcome;
  };

  return {
    get hosting() {
      return host.hosting;
    },
    start,
    resume() {
      const last = settings.value.hostOnLaunch ? file.recall() : null;
      if (last) void start(last);
    },
    async change(change) {
      const outcome = await host.change(change);
      const { news: _passing, ...kept } = change;
      file.amend(kept);
      return outcome;
    },
    stop: () => host.stop(myName()),
    async shutDown() {
      leaving = true;
      await host.stop(myName());
    },
    invite(room, password) {
      const { hosting } = host;
      const rooms =
        hosting.state === 'open' ? servers.get(hosting.server).client.rooms() : undefined;
      const found = rooms?.find(({ id }) => id === room);
      return buildInvite({
        hosting,
        ...(found && { room: found }),
        ...(password && options?.password && { password: options.password }),
      });
    },
    refresh: () => host.refresh(),
  };
};
