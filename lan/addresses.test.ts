import { expect, it } from 'vitest';
import { lanAddresses } from './addresses';

const entry = (address: string, internal = false) => {
  const base = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...base, family: 'IPv6' as const, scopeid: 0 }
    : { ...base, family: 'IPv4' as const };
};

it('names first what most others can reach, and nothing that they cannot', () => {
  const interfaces = {
    lo: [entry('127.0.0.1', true), entry('::1', true)],
    docker0: [entry('172.17.0.1')],
    tun0: [entry('10.8.0.2')],
    wlan0: [entry('fe80::1'), entry('2001:db8::5'), entry('192.168.0.7')],
    eth1: [entry('169.254.3.4')],
  };
  expect(lanAddresses(interfaces)).toEqual([
    '192.168.0.7',
    '2001:db8::5',
    '172.17.0.1',
    '10.8.0.2',
  ]);
  expect(lanAddresses({ lo: interfaces.lo })).toEqual([]);
  expect(lanAddresses({})).toEqual([]);
});
