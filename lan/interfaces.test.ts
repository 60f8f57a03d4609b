import { describe, expect, it } from 'vitest';
import {
  broadcastOf,
  contains,
  isLocal,
  kindOf,
  LOOPBACK,
  network,
  networks,
  reachable,
} from './interfaces';

const ipv4 = (address: string, netmask: string, internal = false) => ({
  address,
  netmask,
  family: 'IPv4' as const,
  mac: '00:00:00:00:00:00',
  internal,
  cidr: null,
});

describe('networks', () => {
  it('are every IPv4 address of every interface but loopback', () => {
    const found = networks({
      lo: [ipv4('127.0.0.1', '255.0.0.0', true)],
      eth0: [ipv4('192.168.0.7', '255.255.255.0'), ipv4('10.1.2.3', '255.0.0.0')],
      eth1: [{ ...ipv4('', ''), address: 'fe80::1', family: 'IPv6', scopeid: 1 }],
      tun0: [ipv4('10.8.0.6', '255.255.255.255')],
    });
    expect(found).toEqual([
      network('eth0', '192.168.0.7', '255.255.255.0'),
      network('eth0', '10.1.2.3', '255.0.0.0'),
      network('tun0', '10.8.0.6', '255.255.255.255'),
    ]);
    expect(found.map(({ broadcast }) => broadcast)).toEqual([
      '192.168.0.255',
      '10.255.255.255',
      null,
    ]);
  });
  it('are loopback alone where there is none', () => {
    expect(reachable([])).toEqual([LOOPBACK]);
    const some = [network('eth0', '192.168.0.7', '255.255.255.0')];
    expect(reachable(some)).toBe(some);
  });
});

it.each([
  ['192.168.0.7', '255.255.255.0', '192.168.0.255'],
  ['172.16.5.9', '255.255.240.0', '172.16.15.255'],
  ['10.0.0.1', '255.255.255.252', '10.0.0.3'],
  ['200.1.2.3', '128.0.0.0', '255.255.255.255'],
])('%s in %s is called by %s', (address, netmask, broadcast) => {
  expect(broadcastOf(address, netmask)).toBe(broadcast);
});

it('a network holds the addresses that share its bits', () => {
  const one = network('eth0', '172.16.5.9', '255.255.240.0');
  expect(contains(one, '172.16.15.254')).toBe(true);
  expect(contains(one, '172.16.16.1')).toBe(false);
  expect(contains(network('tun0', '10.8.0.6', '255.255.255.255'), '10.8.0.6')).toBe(true);
  expect(contains(network('tun0', '10.8.0.6', '255.255.255.255'), '10.8.0.7')).toBe(false);
});

it('addresses of the internet are told from those of networks at hand', () => {
  const local = ['10.1.1.1', '172.31.0.1', '192.168.3.4', '169.254.1.1', '100.100.1.1'];
  const far = ['172.32.0.1', '8.8.8.8', '192.169.0.1', '100.128.0.1', '11.0.0.1'];
  expect(local.filter(isLocal)).toEqual(local);
  expect(far.filter(isLocal)).toEqual([]);
});

it('interfaces are known by their names', () => {
  const tunnels = [
    'tun0',
    'utun4',
    'wg0',
    'ppp0',
    'tailscale0',
    'NordLynx',
    'OpenVPN TAP-Windows6',
  ];
  const inside = ['docker0', 'br-0123456789ab', 'virbr0', 'vEthernet (WSL)', 'vboxnet0'];
  const real = [
    'eth0',
    'en0',
    'wlan0',
    'wlp3s0',
    'Wi-Fi',
    '이더넷',
    'br0',
    'enp0s3',
    'vEthernet (LAN)',
  ];
  expect(tunnels.map(kindOf)).toEqual(tunnels.map(() => 'tunnel'));
  expect(inside.map(kindOf)).toEqual(inside.map(() => 'inside'));
  expect(real.map(kindOf)).toEqual(real.map(() => 'network'));
});
