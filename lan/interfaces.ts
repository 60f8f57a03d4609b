/** This computer's IPv4 networks: where datagrams to everybody can be sent. */
import { networkInterfaces } from 'node:os';

export interface Network {
  /** Name of the interface. */
  readonly name: string;
  readonly address: string;
  readonly netmask: string;
  /** Address that reaches everybody on it; a network of one or two addresses has none. */
  readonly broadcast: string | null;
}

/** Every IPv4 network but loopback. */
export function networks(interfaces = networkInterfaces()): Network[] {
  return Object.entries(interfaces).flatMap(([name, list = []]) =>
    list
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address, netmask }) => network(name, address, netmask)),
  );
}

/** Programs on a computer without a network still find each other. */
export const LOOPBACK: Network = network('loopback', '127.0.0.1', '255.0.0.0');

/** The networks to speak on: every one there is, or loopback alone. */
export function reachable(found: readonly Network[] = networks()): readonly Network[] {
  return found.length > 0 ? found : [LOOPBACK];
}

export function network(name: string, address: string, netmask: string): Network {
  // RFC 3021 and point-to-point links: with 31 bits or more nobody is left to be called together
  const alone = toNumber(netmask) >= 0xff_ff_ff_fe;
  return { name, address, netmask, broadcast: alone ? null : broadcastOf(address, netmask) };
}

/** `192.168.0.7` in `255.255.255.0` is `192.168.0.255`. */
export function broadcastOf(address: string, netmask: string): string {
  const all = (toNumber(address) | ~toNumber(netmask)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (all >>> shift) & 255).join('.');
}

export function contains({ address, netmask }: Network, other: string): boolean {
  const mask = toNumber(netmask);
  return ((toNumber(address) ^ toNumber(other)) & mask) === 0;
}

/** Loopback, private (RFC 1918), carrier-grade (RFC 6598) and link-local: not on the internet. */
export function isLocal(address: string): boolean {
  const number = toNumber(address);
  return LOCAL.some(([base, bits]) => number >>> (32 - bits) === toNumber(base) >>> (32 - bits));
}
const LOCAL: readonly (readonly [string, number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
];

/** What an interface leads to, as far as its name tells. */
export type Kind =
  | 'network'
  /** Into a tunnel, which other computers of this network are not in. */
  | 'tunnel'
  /** To guests inside this very computer. */
  | 'inside';

const TUNNEL =
  /^(tun|tap|utun|ppp|wg|ipsec|tailscale|zt|nordlynx|proton|cscotun|gpd)\d*|vpn|wireguard|tailscale|zerotier|openvpn|nordlynx|wintun|tap-windows/i;
const INSIDE =
  /^(docker|br-[0-9a-f]{6}|virbr|vmnet|vboxnet|lxcbr|lxdbr|podman|cni|bridge1\d\d)|^vEthernet \((WSL|Default)|VirtualBox Host-Only|VMware Network Adapter/i;

export function kindOf(name: string): Kind {
  if (TUNNEL.test(name)) return 'tunnel';
  return INSIDE.test(name) ? 'inside' : 'network';
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | (Number(part) & 255), 0) >>> 0;
}
