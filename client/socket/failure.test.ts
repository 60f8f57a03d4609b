import { describe, expect, it } from 'vitest';
import { failureOf, looksPlain, mostTelling, type Surroundings, sameSubnet } from './failure';

const around = (platform: NodeJS.Platform, alone = false): Surroundings => ({
  platform,
  interfaces: {
    lo: [
      {
        address: '127.0.0.1',
        netmask: '255.0.0.0',
        family: 'IPv4',
        mac: '',
        internal: true,
        cidr: '127.0.0.1/8',
      },
    ],
    ...(!alone && {
      en0: [
        {
          address: '192.168.0.5',
          netmask: '255.255.255.0',
          family: 'IPv4' as const,
          mac: '',
          internal: false,
          cidr: '192.168.0.5/24',
        },
        {
          address: 'fe80::5',
          netmask: 'ffff:ffff:ffff:ffff::',
          family: 'IPv6' as const,
          mac: '',
          internal: false,
          cidr: 'fe80::5/64',
          scopeid: 4,
        },
      ],
    }),
  },
});

describe('what a socket error means', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ENOTFOUND', 'not-found'],
    ['EAI_AGAIN', 'not-found'],
    ['EWHATEVER', 'internal'],
  ])('%s is %s', (code, meaning) => {
    expect(failureOf({ code }, '10.0.0.1', around('linux'))).toEqual({
      code: meaning,
      detail: code,
    });
  });

  it('macOS keeps apps from their own network, and says only that there is no way', () => {
    const blocked = (address: string, platform: NodeJS.Platform) =>
      failureOf({ code: 'EHOSTUNREACH' }, address, around(platform)).code;
    expect(blocked('192.168.0.24', 'darwin')).toBe('local-network-blocked');
    expect(blocked('fe80::9%en0', 'darwin')).toBe('local-network-blocked');
    expect(blocked('10.1.1.1', 'darwin')).toBe('unreachable');
    expect(blocked('192.168.0.24', 'linux')).toBe('unreachable');
  });

  it('without any network it is not the other side', () => {
    expect(failureOf({ code: 'ENETUNREACH' }, '10.0.0.1', around('linux', true)).code).toBe(
      'no-network',
    );
  });

  it('of several addresses the most telling failure counts', () => {
    const errors = ['ENETUNREACH', 'ECONNREFUSED', 'ETIMEDOUT'].map((code) => ({ code }));
    const both = new AggregateError(errors);
    expect(failureOf(both, 'host', around('linux')).code).toBe('refused');
    expect(mostTelling([{ code: 'not-found' }, { code: 'timeout' }]).code).toBe('timeout');
  });

  it('names are in no subnet', () => {
    expect(sameSubnet('nas.local', around('darwin'))).toBe(false);
  });

  it('a server without TLS answers with something else, or hangs up; an alert is TLS', () => {
    for (const code of ['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO', 'ECONNRESET', 'EPIPE']) {
      expect(looksPlain(code)).toBe(true);
    }
    for (const code of ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ETIMEDOUT', 'ENOCERTIFICATE']) {
      expect(looksPlain(code)).toBe(false);
    }
  });
});
