/** This computer's room as the app runs it: the server process, the own client in it, and what is remembered. */

import { lanAddresses } from '../lan/addresses';
import { withChange } from '../protocol/compat';
import type { Hosting, Invite } from '../protocol/ipc';
import { NAME_MAX_CHARS } from '../protocol/limits';
import type { HostChange, HostOptions } from '../protocol/settings';
import type { Brought, Fork } from './embedded/child';
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
  /** Goes on here with a server that was handed over: the known server becomes the own one. */
  adopt(options: HostOptions, adoption: Adoption): Promise<Hosting>;
  /** As it was opened last, when it was open at the last quit. */
  resume(): void;
  /** Done at once, and remembered but for the news. Throws when no room is open. */
  change(change: HostChange): Promise<Hosting>;
  /**
   * A new key for the open room, which the old one has signed: whoever knows it follows. Throws when
   * no room is open, or when it is open again under the old key.
   */
  renewKey(): Promise<Hosting>;
  /** Brings an exported room into the open one. */
  bring(file: string): Promise<Brought>;
  /** Closed by a person: it stays closed at the next launch. */
  stop(): Promise<void>;
  /** The app ends: the room comes back at the next launch. */
  shutDown(): Promise<void>;
  /** Throws when no room is open. */
  invite(room: string | undefined, password: boolean): Invite;
  refresh(): void;
}

/** Which known server it is, where one is, and who is told that it listens here before anybody comes. */
export interface Adoption {
  server?: string;
  opened(port: number): Promise<void>;
}

interface Deps {
  /** The data folder of a server that was handed over is kept, and not served again. */
  setAside(): void;
  fork: Fork;
  file: HostingFile;
  dataDir: string;
  user: string;
  version: string;
  /** UDP port of the announcements; null: nothing is said on the network. */
  lanPort: number | null;
  /** TCP port that is tried first where none was chosen. */
  firstPort: number;
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
  /** The server that is being taken over, until it is open here. */
  let adopting: Adoption | null = null;

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
    firstPort: deps.firstPort,
    now: Date.now,
    onChange: deps.onChange,
    async onOpen(facts) {
      const taking = adopting;
      adopting = null;
      await taking?.opened(facts.port);
      const { password } = options ?? {};
      const mine =
        taking?.server && taking.server !== facts.fingerprint
          ? servers.adopt(taking.server, facts, password)
          : servers.openOwn(facts, password);
      await ready(mine);
    },
    onHandedOver() {
      settings.update({ hostOnLaunch: false });
      deps.setAside();
    },
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
    const files = wanted.files ?? file.last?.files;
    const full = {
      ...wanted,
      compat: wanted.compat ?? file.last?.compat ?? [],
      ...(files && { files }),
    };
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
    async adopt(wanted, adoption) {
      adopting = adoption;
      try {
        return await start(wanted);
      } finally {
        adopting = null;
      }
    },
    resume() {
      const last = settings.value.hostOnLaunch ? file.recall() : null;
      if (last) void start(last);
    },
    async change({ wire, ...others }) {
      const listeners = wire && { compat: withChange(options?.compat ?? [], wire) };
      const change = { ...others, ...listeners };
      const { news: _passing, ...kept } = change;
      // before it is done: another switch, pressed meanwhile, must not undo this one
      if (options) options = { ...options, ...kept };
      const outcome = await host.change(change);
      file.amend(kept);
      return outcome;
    },
    async renewKey() {
      const before = host.hosting;
      if (before.state !== 'open') throw new Error('no room is open here');
      adopting = { server: before.server, opened: async () => {} };
      try {
        const after = await host.renewKey();
        if (after.state === 'open' && after.fingerprint === before.fingerprint) {
          throw new Error('the key is the same as before');
        }
        return after;
      } finally {
        adopting = null;
      }
    },
    bring: (file) => host.bring(file, myName() ?? ''),
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
