/** From what the system says about a socket to what a person can be told. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Failure } from '../../protocol/views';

export interface Surroundings {
  platform: NodeJS.Platform;
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
}

export const surroundings = (): Surroundings => ({
  platform: process.platform,
  interfaces: networkInterfaces(),
});

const CODES: Readonly<Record<string, Failure['code']>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ENETDOWN: 'no-network',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  EAI_NONAME: 'not-found',
  EAI_NODATA: 'not-found',
  ECONNRESET: 'refused',
  EPIPE: 'refused',
};

/** Several addresses failed: what says most to a person goes first. */
const TELLING: readonly Failure['code'][] = [
  'local-network-blocked',
  'refused',
  'timeout',
  'unreachable',
  'no-network',
  'not-found',
  'internal',
];

const others = (around: Surroundings): NetworkInterfaceInfo[] =>
  Object.values(around.interfaces)
    .flatMap((list) => list ?? [])
    .filter((one) => !one.internal);

/** Whether an address lies in a network that this computer is a part of. */
export function sameSubnet(address: string, around: Surroundings): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 0) return false;
  const family = isIPv6(bare) ? 'ipv6' : 'ipv4';
  const near = new BlockList();
  for (const one of others(around)) {
    const bits = Number(one.cidr?.split('/')[1]);
    if (one.family.toLowerCase() === family && Number.isInteger(bits)) {
      near.addSubnet(one.address, bits, family);
    }
  }
  return near.check(bare, family);
}

/** One error of `connect` or of the look-up, for the address that was tried. */
export function failureOf(why: unknown, address: string, around: Surroundings): Failure {
  if (why instanceof AggregateError) {
    return mostTelling(why.errors.map((one) => failureOf(one, addressIn(one) ?? address, around)));
  }
  const detail = (why as NodeJS.ErrnoException).code ?? (why as Error).name;
  let code = CODES[detail] ?? 'internal';
  // macOS keeps apps off the local network until the person allows it, and says only this.
  const blocked = detail === 'EHOSTUNREACH' && around.platform === 'darwin';
  if (blocked && sameSubnet(addressIn(why) ?? address, around)) code = 'local-network-blocked';
  if (code === 'unreachable' && others(around).length === 0) code = 'no-network';
  return { code, detail };
}

const addressIn = (why: unknown): string | undefined => (why as { address?: string }).address;

export function mostTelling(failures: readonly Failure[]): Failure {
  const rank = ({ code }: Failure) => TELLING.indexOf(code);
  const sorted = [...failures].sort((a, b) => rank(a) - rank(b));
  return sorted[0] ?? { code: 'internal' };
}

/**
 * Whether TLS failed in a way in which a server fails that does not speak it: it answered with
 * something else, or hung up on our first bytes. An alert is an answer in TLS.
 */
export function looksPlain(code: string): boolean {
  if (code === 'ECONNRESET' || code === 'EPIPE') return true;
  return (code.startsWith('ERR_SSL_') || code === 'EPROTO') && !code.includes('ALERT');
}
