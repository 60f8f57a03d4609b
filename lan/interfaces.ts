/** This computer's IPv4 networks: where datagrams to everybody can be sent. */
import { networkInterfaces } from 'node:os';

export interface Network {
  /** Name of the interface. */
  readonly name: string;
  readonly address: string;
  /** Address that reaches everybody on it. */
  readonly broadcast: string;
}

/** Every IPv4 network but loopback. */
export function networks(interfaces = networkInterfaces()): Network[] {
  return Object.entries(interfaces).flatMap(([name, list = []]) =>
    list
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address, netmask }) => ({ name, address, broadcast: broadcastOf(address, netmask) })),
  );
}

/** `192.168.0.7` in `255.255.255.0` is `192.168.0.255`. */
export function broadcastOf(address: string, netmask: string): string {
  const mask = netmask.split('.').map(Number);
  return address
    .split('.')
    .map((part, i) => Number(part) | (~(mask[i] ?? 255) & 255))
    .join('.');
}
