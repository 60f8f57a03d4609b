/** This computer's addresses as others on the network can use them. */
import { networkInterfaces } from 'node:os';
import { INVITE_HOSTS_MAX, NETWORK_POLL_MS } from '../../protocol/limits';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Bridges of containers and virtual machines answer, but nobody else is on them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|flannel|utun|zt)/;

/** Unique local and global IPv6; link-local ones need a zone that means nothing elsewhere. */
const usableV6 = (address: string): boolean => !/^fe[89ab]/i.test(address);

/**
 * IPv4 first, then IPv6, real interfaces before virtual ones, at most INVITE_HOSTS_MAX.
 * Empty without a network.
 */
export const lanAddresses = (interfaces: Interfaces = networkInterfaces()): string[] => {
  const found = Object.entries(interfaces).flatMap(([name, list]) =>
    (list ?? []).map((entry) => ({ ...entry, virtual: VIRTUAL.test(name) })),
  );
  const rank = (entry: (typeof found)[number]): number =>
    (entry.virtual ? 2 : 0) + (entry.family === 'IPv6' ? 1 : 0);
  return found
    .filter((entry) => !entry.internal)
    .filter((entry) => entry.family === 'IPv4' || usableV6(entry.address))
    .filter((entry) => !entry.address.startsWith('169.254.'))
    .sort((a, b) => rank(a) - rank(b))
    .map((entry) => entry.address)
    .slice(0, INVITE_HOSTS_MAX);
};

/** `::` takes both families where there is IPv6. */
export const listenAddress = (interfaces: Interfaces = networkInterfaces()): string =>
  Object.values(interfaces).some((list) => list?.some((entry) => entry.family === 'IPv6'))
    ? '::'
    : '0.0.0.0';

/** Calls back when the addresses change (looked at every NETWORK_POLL_MS); returns a stop. */
export const watchAddresses = (onChange: () => void): (() => void) => {
  let last = lanAddresses().join();
  const timer = setInterval(() => {
    const now = lanAddresses().join();
    if (now === last) return;
    last = now;
    onChange();
  }, NETWORK_POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
};
