/** Under which addresses others on the network reach this computer. */
import { networkInterfaces } from 'node:os';
import { INVITE_HOSTS_MAX, NETWORK_POLL_MS } from '../protocol/limits';
import { kindOf } from './interfaces';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** They work on one link only; those of IPv6 need a zone that means nothing elsewhere. */
const LINK_LOCAL = /^(169\.254\.|fe[89ab])/i;

/**
 * The best first: IPv4 before IPv6, real interfaces before tunnels and those of virtual machines;
 * at most INVITE_HOSTS_MAX. Empty without a network.
 */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, list = []]) =>
    list.map(({ address, family, internal }) => ({
      address,
      internal,
      rank: (kindOf(name) === 'network' ? 0 : 2) + (family === 'IPv6' ? 1 : 0),
    })),
  );
  return found
    .filter(({ address, internal }) => !internal && !LINK_LOCAL.test(address))
    .sort((a, b) => a.rank - b.rank)
    .map(({ address }) => address)
    .slice(0, INVITE_HOSTS_MAX);
}

/** Calls back when the addresses change (looked at every NETWORK_POLL_MS); returns a stop. */
export function watchAddresses(onChange: () => void): () => void {
  let last = lanAddresses().join();
  const timer = setInterval(() => {
    const now = lanAddresses().join();
    if (now === last) return;
    last = now;
    onChange();
  }, NETWORK_POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
