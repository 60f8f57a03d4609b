/** Addresses of peers and of this computer. */
import { networkInterfaces } from 'node:os';

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
