import { describe, expect, it } from 'vitest';
import { diagnose, type Observations, type TargetObserved } from './diagnose';
import { network } from './interfaces';

const lan = network('eth0', '192.168.0.7', '255.255.255.0');
const tunnel = network('tun0', '10.8.0.6', '255.255.255.0');
const docker = network('docker0', '172.17.0.1', '255.255.0.0');
const gateway = { address: '192.168.0.1', reachable: true };

/** A quiet, healthy network on which nobody is heard. */
const quiet: Observations = {
  networks: [lan],
  heard: 0,
  loop: 'heard',
  wayOut: lan.address,
  neighbours: [gateway],
  gateways: [gateway.address],
};
const target = (more: Partial<TargetObserved> = {}): TargetObserved => ({
  address: '192.168.0.24',
  outcome: 'silent',
  from: lan.address,
  heard: false,
  ...more,
});
const neighbour = (reachable: boolean, address = '192.168.0.24') => ({ address, reachable });

const cases: [string, Partial<Observations>, string, string?][] = [
  ['nobody is heard, and nothing is wrong', {}, 'unsure'],
  ['somebody is heard', { heard: 1 }, 'fine'],
  ['somebody is heard past a tunnel', { heard: 1, wayOut: tunnel.address }, 'fine'],
  ['no network', { networks: [], wayOut: null, loop: 'unknown' }, 'no-network'],
  ['only networks inside this computer', { networks: [docker], loop: 'unknown' }, 'no-network'],
  ['no way to the internet is no harm', { wayOut: null }, 'unsure'],
  ['only a tunnel', { networks: [tunnel], wayOut: tunnel.address }, 'vpn'],
  [
    'only a tunnel that leads nowhere, and docker',
    { networks: [tunnel, docker], wayOut: null },
    'vpn',
  ],
  ['everything goes into a tunnel', { networks: [lan, tunnel], wayOut: tunnel.address }, 'vpn'],
  ['a tunnel beside the network', { networks: [lan, tunnel] }, 'unsure'],
  ['own datagrams stay away', { loop: 'silent' }, 'firewall', 'here'],
  ['it could not be tried', { loop: 'unknown' }, 'unsure'],
  ['a neighbour was sought in vain', { neighbours: [gateway, neighbour(false)] }, 'isolation'],
  [
    'one neighbour is gone, another there',
    { neighbours: [gateway, neighbour(false), neighbour(true, '192.168.0.9')] },
    'unsure',
  ],
  ['even the gateway is gone', { neighbours: [{ ...gateway, reachable: false }] }, 'unsure'],

  ['the server answers', { target: target({ outcome: 'open' }) }, 'fine'],
  ['its computer answers', { target: target({ outcome: 'refused' }) }, 'fine'],
  [
    'a server on this computer answers without a network',
    { networks: [], target: target({ address: '127.0.0.1', outcome: 'open' }) },
    'fine',
  ],
  ['asked for without a network', { networks: [], target: target() }, 'no-network'],
  ['it is on another network', { target: target({ address: '192.168.1.24' }) }, 'other-subnet'],
  [
    'it is on another network, and others are heard here',
    { heard: 3, target: target({ address: '10.0.0.9', outcome: 'unreachable' }) },
    'other-subnet',
  ],
  ['it is silent on the internet', { target: target({ address: '8.8.8.8' }) }, 'unsure'],
  [
    'its name leads nowhere',
    { target: target({ address: null, outcome: 'unreachable' }) },
    'unsure',
  ],
  [
    'the way to it leads into a tunnel',
    {
      networks: [lan, tunnel],
      heard: 2,
      target: target({ address: '10.9.0.1', from: tunnel.address }),
    },
    'vpn',
  ],
  [
    'a tunnel takes the very network that it is in',
    { networks: [lan, tunnel], target: target({ from: tunnel.address }) },
    'vpn',
  ],
  [
    'silent on the internet through a tunnel that carries everything',
    {
      networks: [lan, tunnel],
      heard: 1,
      wayOut: tunnel.address,
      target: target({ address: '8.8.8.8', from: tunnel.address }),
    },
    'unsure',
  ],
  [
    'own datagrams stay away, and so does it',
    { loop: 'silent', target: target() },
    'firewall',
    'here',
  ],
  [
    'its hardware answers, its port does not',
    { neighbours: [gateway, neighbour(true)], target: target() },
    'firewall',
    'there',
  ],
  [
    'it turns us away with "host prohibited"',
    { neighbours: [gateway, neighbour(true)], target: target({ outcome: 'unreachable' }) },
    'firewall',
    'there',
  ],
  ['its datagrams arrive', { heard: 1, target: target({ heard: true }) }, 'firewall', 'there'],
  [
    'it does not answer for its address, the gateway does',
    { neighbours: [gateway, neighbour(false)], target: target() },
    'isolation',
  ],
  [
    'the system says it is out of reach',
    { target: target({ outcome: 'unreachable' }) },
    'isolation',
  ],
  [
    'it is gone, others are heard',
    { heard: 2, neighbours: [gateway, neighbour(false)], target: target() },
    'unsure',
  ],
  [
    'it is gone, another neighbour is in reach',
    {
      neighbours: [gateway, neighbour(false), neighbour(true, '192.168.0.9')],
      target: target({ outcome: 'unreachable' }),
    },
    'unsure',
  ],
  ['it is silent where the system tells no more', { neighbours: [], target: target() }, 'unsure'],
];

describe('the cause when', () => {
  it.each(cases)('%s', (_what, more, cause, firewall) => {
    expect(diagnose({ ...quiet, ...more })).toEqual({ cause, ...(firewall && { firewall }) });
  });
});
