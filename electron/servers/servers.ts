/** All servers that this app knows, and those it is visiting for the first time. */
import type { ChatClient } from '../../client/api';
import type { HostPort, Target } from '../../protocol/views';
import type { Push } from '../ipc/push';
import type { Servers } from './api';
import { type Attempts, createAttempts } from './attempts';
import { deafEar, type Ear } from './ear';
import { ownEntry, visitEntry } from './entries';
import type { Folders } from './folders';
import { connectAll } from './launch-queue';
import { meantBy, nameFor, type Plan, planKnown, planVisit } from './plan';
import {
  idOf,
  type KnownServer,
  mergeAddresses,
  type Registry,
  recentOf,
  sameAddress,
} from './registry';
import { type Choice, type Ready, Server, type ServerDeps } from './server';

export interface ServersDeps {
  registry: Registry;
  folders: Folders;
  push: Push;
  /** Told in this process what is pushed to the window. */
  ear?: Ear;
  openClient(file: string, plan: Plan, name: string, password: string | undefined): ChatClient;
  /** What the person is called where nothing else was said. */
  myName(): string;
  secrets: { seal(text: string): string | null; open(sealed: string): string | null };
  now(): number;
  /** A copy could not be opened and was kept aside, as this file. */
  onBrokenCopy(aside: string, error: unknown): void;
}

export const createServers = (deps: ServersDeps): Servers => {
  const { registry, folders, push, ear = deafEar } = deps;
  const live = new Map<string, Server>();
  /** Visits and servers on their way out: closed when the app ends. */
  const visits = new Set<Server>();

  let lastRecent = '';
  const pushRecent = () => {
    const recent = recentOf(registry.all());
    const now = JSON.stringify(recent);
    if (now !== lastRecent) push('recent', recent);
    lastRecent = now;
  };

  const serverDeps: ServerDeps = {
    push,
    ear,
    open(entry, plan, choice) {
      const file = folders.open(entry.folder, entry.lastSeen === 0 && !entry.hosted);
      const kept = entry.secret ? (deps.secrets.open(entry.secret) ?? undefined) : undefined;
      const name = nameFor(entry, choice.name, deps.myName());
      const client = () => deps.openClient(file, plan, name, choice.password ?? kept);
      try {
        return client();
      } catch (error) {
        // A copy that cannot be read must not keep the app from starting: it is fetched anew.
        deps.onBrokenCopy(folders.setAside(entry.folder), error);
        return client();
      }
    },
    accept: (server, ready) => accept(server, ready),
    save(entry) {
      registry.put(entry);
      pushRecent();
    },
    seal: (password) => deps.secrets.seal(password),
    now: deps.now,
  };

  const add = (entry: KnownServer): Server => {
    const server = new Server(entry, true, planKnown(entry), {}, serverDeps);
    live.set(entry.id, server);
    return server;
  };
  /** In the rail, or taken back into it with its copy and its pin. */
  const find = (id: string): Server | undefined => {
    const entry = registry.get(id);
    return live.get(id) ?? (entry && add(entry));
  };

  const throwAway = async (server: Server): Promise<void> => {
    visits.add(server);
    await server.close().catch(() => {});
    visits.delete(server);
    if (!server.known) folders.remove(server.entry.folder);
  };

  /** The way of `from` leads to `to`, which has its own copy and pin: that one goes on. */
  const divert = async (from: Server, to: Server): Promise<void> => {
    attempts.divert(from, to);
    const { target } = from.plan;
    if (from.known) await leaveAddresses(from, target.hosts);
    else await throwAway(from);
    if (to.entry.hosted) return to.reopen(planKnown(to.entry), {});
    to.amend({ addresses: mergeAddresses(target.hosts, to.entry.addresses) });
    // Always anew: a device that came in twice was put out once.
    await to.reopen(planVisit(target, to.entry), {});
  };

  /** These addresses belong to another server now. */
  const leaveAddresses = async (server: Server, taken: readonly HostPort[]): Promise<void> => {
    const left = server.entry.addresses.filter((one) => !taken.some((t) => sameAddress(t, one)));
    if (left.length === 0) return server.client.disconnect('user');
    server.amend({ addresses: left });
    await server.reopen(planKnown(server.entry), {});
  };

  /** The same server under another id, where it was in the list; the window keeps its place. */
  const become = (server: Server, id: string, entry: KnownServer, heir: string | null): void => {
    const { id: from } = server.entry;
    live.delete(from);
    live.set(id, server);
    registry.put({ ...entry, id }, from);
    server.amend({ ...entry, id });
    push('server', server.view());
    push('succeeded', { from, to: id, ...(heir !== null && { name: heir }) });
    push('server.gone', { server: from });
  };

  /** A client is in: under which id it is known from now on. */
  const accept = (server: Server, ready: Ready): boolean => {
    const hosts = mergeAddresses(ready.address ? [ready.address] : [], server.plan.target.hosts);
    const id = idOf(ready.fingerprint, hosts[0] ?? { host: 'localhost', port: 1 });
    const other = id === server.entry.id && server.known ? undefined : find(id);
    if (other && other !== server) {
      void divert(server, other);
      return false;
    }
    const before = server.entry.id;
    const addresses = mergeAddresses(hosts, server.entry.addresses);
    if (!server.known) {
      visits.delete(server);
      folders.keep(server.entry.folder);
      server.makeKnown();
      live.set(id, server);
      server.amend({ id, addresses });
    } else if (id !== before) {
      // A new key that the person trusted, or that the old one has signed for.
      become(server, id, { ...server.entry, addresses, hosted: false }, server.heir);
    } else server.amend({ addresses });
    return true;
  };

  const attempts: Attempts = createAttempts({
    push,
    byKey: (fingerprint) => find(fingerprint),
    divert: (from, to) => void divert(from, to),
    abandon(server) {
      if (server.known && server.entry.shown) return;
      live.delete(server.entry.id);
      void throwAway(server);
    },
  });

  const visit = (target: Target, choice: Choice): Server => {
    const entry = visitEntry(target);
    const server = new Server(entry, false, planVisit(target, undefined), choice, serverDeps);
    visits.add(server);
    return server;
  };

  const get = (id: string): Server => {
    const server = live.get(id);
    if (!server) throw new Error('no such server');
    return server;
  };

  return {
    get,
    live: () => [...live.values()],
    views: () => [...live.values()].map((server) => server.view()),
    recent: () => recentOf(registry.all()),
    start() {
      folders.sweep();
      for (const entry of registry.all()) if (entry.shown) add(entry);
      connectAll([...live.values()].filter(({ entry }) => !entry.offline && !entry.hosted));
    },
    connect(target, choice) {
      const entry = meantBy(target, registry.all());
      const server = entry ? find(entry.id) : undefined;
      // An invite that was given is shown at the door, also by whoever is in already.
      if (server?.status.state === 'online' && target.invite === undefined) {
        return attempts.begin(server, target.room);
      }
      const going = server ?? visit(target, choice);
      const attempt = attempts.begin(going, target.room);
      if (server) void server.reopen(planVisit(target, server.entry), choice);
      else going.client.connect();
      return attempt;
    },
    answer(id, answer) {
      if (!attempts.answer(id, answer)) get(id).answer(answer);
    },
    cancel: (id) => attempts.cancel(id),
    reconnect(id) {
      const server = get(id);
      server.amend({ offline: false });
      if (server.status.state === 'offline') server.client.connect();
      else server.client.retryNow();
    },
    offline(id) {
      const server = get(id);
      server.client.disconnect('user');
      server.amend({ offline: true });
    },
    async forget(id, deleteCopy) {
      const server = get(id);
      live.delete(id);
      push('server.gone', { server: id });
      ear.gone(id);
      server.amend({ shown: false });
      await server.close();
      if (deleteCopy) {
        registry.remove(id);
        folders.remove(server.entry.folder);
        pushRecent();
      }
    },
    openOwn(own, password) {
      const { fingerprint } = own;
      for (const entry of registry.all())
        if (entry.hosted && entry.id !== fingerprint) registry.put({ ...entry, hosted: false });
      const entry = ownEntry(own, registry.get(fingerprint));
      registry.put(entry);
      const present = live.get(fingerprint);
      present?.amend(entry);
      const server = present ?? add(entry);
      push('server', server.view());
      // Anew even after a crash: port and password may be others than before.
      void server.reopen(planKnown(entry), { password });
      return server;
    },
    adopt(id, own, password) {
      const server = get(id);
      for (const entry of registry.all())
        if (entry.hosted) registry.put({ ...entry, hosted: false });
      const entry = { ...ownEntry(own, server.entry), folder: server.entry.folder };
      become(server, own.fingerprint, entry, '');
      void server.reopen(planKnown(entry), { password });
      return server;
    },
    closeOwn() {
      for (const server of live.values()) if (server.entry.hosted) server.client.disconnect('user');
    },
    ownName: () => registry.all().find(({ hosted }) => hosted)?.myName ?? '',
    retryWaiting() {
      for (const server of live.values())
        if (server.status.state === 'waiting') server.client.retryNow();
    },
    heard(key, addresses) {
      for (const { entry, client } of live.values())
        if (entry.fingerprint === key && !entry.hosted) client.heardAt(addresses);
    },
    async close() {
      await Promise.allSettled([...live.values(), ...visits].map((server) => server.close()));
    },
  };
};
