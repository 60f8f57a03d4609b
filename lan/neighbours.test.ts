import { expect, it } from 'vitest';
import { parseArp, parseGateways } from './neighbours';

const ARP = `IP address       HW type     Flags       HW address            Mask     Device
192.168.0.77     0x1         0x0         00:00:00:00:00:00     *        eth0
192.168.0.1      0x1         0x2         02:fc:00:00:00:05     *        eth0
192.168.0.9      0x1         0x6         02:fc:00:00:00:09     *        eth0
`;
const ROUTE = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t0100A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
tun0\t00000000\t0100A8C0\t0003\t0\t0\t50\t00000080\t0\t0\t0
`;

it('who answered for its address and who did not stands in the table of ARP', () => {
  expect(parseArp(ARP)).toEqual([
    { address: '192.168.0.77', reachable: false },
    { address: '192.168.0.1', reachable: true },
    { address: '192.168.0.9', reachable: true },
  ]);
});

it('gateways are those of the routes that have one, each once', () => {
  expect(parseGateways(ROUTE)).toEqual(['192.168.0.1']);
});

it('tables that are not there or are something else tell nothing', () => {
  for (const text of ['', '\n\n', 'no\ntable', 'x\n0100A8C0']) {
    expect(parseArp(text)).toEqual([]);
    expect(parseGateways(text)).toEqual([]);
  }
});
