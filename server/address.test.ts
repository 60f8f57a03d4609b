import { expect, it } from 'vitest';
import { everyAddress, isLoopback, normalAddress } from './address';

const entry = (address: string, internal = false) => {
  const base = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...base, family: 'IPv6' as const, scopeid: 0 }
    : { ...base, family: 'IPv4' as const };
};

it('takes an IPv4 peer of an IPv6 socket for what it is', () => {
  expect(normalAddress('::ffff:192.168.0.7')).toBe('192.168.0.7');
  expect(normalAddress('::FFFF:127.0.0.1')).toBe('127.0.0.1');
  expect(normalAddress('::ffff:1')).toBe('::ffff:1');
});

it.each(['127.0.0.1', '127.255.0.3', '::1'])('%s is this computer', (address) => {
  expect(isLoopback(address)).toBe(true);
});

it.each(['128.0.0.1', '10.127.0.0', '127.0.0.1.example', '::2', '::', 'fe80::1'])(
  '%s is not this computer',
  (address) => {
    expect(isLoopback(address)).toBe(false);
  },
);

it('listens on both families where both are there', () => {
  const wlan0 = [entry('2001:db8::5'), entry('192.168.0.7')];
  expect(everyAddress({ lo: [entry('127.0.0.1', true)], wlan0 })).toBe('::');
  expect(everyAddress({ eth0: [entry('10.0.0.2')] })).toBe('0.0.0.0');
});
