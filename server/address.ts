/** Addresses of peers and of this computer. */
import { networkInterfaces } from 'node:os';
import { INVITE_HOSTS_MAX } from '../protocol/limits';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** An IPv4 peer of an IPv6 socket is an IPv4 peer. */
export const normalAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

export const isLoopback = (address: string): boolean =>
  address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);

/** Listening there means listening on every address. */
export const isWildcard = (host: string): boolean => host === '::' || host === '0.0.0.0';

/** `::` takes both families where there is IPv6. */
export const everyAddress = (interfaces: Interfaces = networkInterfaces()): string =>
  Object.values(interfaces).some((list) => list?.some(({ family }) => family === 'IPv6'))
    ? '::'
    : '0.0.0.0';

/** Bridges of containers and virtual machines answer, but nobody else is on them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|flannel|utun|zt)/;

/**
 * Under which addresses others on the network reach this computer: IPv4 before IPv6, real
 * interfaces before virtual ones, none that work on one link only, at most INVITE_HOSTS_MAX.
 */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, list = []]) =>
    list.map(({ address, family, internal }) => ({
      address,
      internal,
      rank: (VIRTUAL.test(name) ? 2 : 0) + (family === 'IPv6' ? 1 : 0),
    })),
  );
  return found
    .filter(({ address, internal }) => !internal && !/^(169\.254\.|fe[89ab])/i.test(address))
    .sort((a, b) => a.rank - b.rank)
    .map(({ address }) => address)
    .slice(0, INVITE_HOSTS_MAX);
}
