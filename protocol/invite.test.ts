import { describe, expect, it } from 'vitest';
import { formatAddress, formatInvite, inviteMessages, parseTarget, splitLinks } from './invite';
import { MAIN_PORT } from './limits';
import { fc } from './testing/property';

const KEY = 'Zt3fAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA9Q';

const at = (host: string, port = MAIN_PORT) => ({
  ok: true,
  how: 'address',
  target: { hosts: [{ host, port }] },
});

describe('addresses', () => {
  it.each([
    ['192.168.0.24', at('192.168.0.24')],
    [' 192.168.0.24:7999 ', at('192.168.0.24', 7999)],
    ['localhost:1', at('localhost', 1)],
    ['my-pc.local', at('my-pc.local')],
    ['::1', at('::1')],
    ['[::1]:9000', at('::1', 9000)],
    ['[fe80::1%eth0]:9000', at('fe80::1%eth0', 9000)],
    ['2001:db8::7', at('2001:db8::7')],
    ['연결은 192.168.0.24:7878로 해 주세요', at('192.168.0.24')],
    ['Connect to 10.0.0.5.', at('10.0.0.5')],
  ])('%s', (text, expected) => {
    expect(parseTarget(text)).toEqual(expected);
  });
  it.each([
    '',
    'hello there',
    '256.1.1.1',
    '1.2.3',
    'host:0',
    'host:99999',
    '[::1',
    'http://x.com/',
    '😀',
    'a..b',
    '-a',
  ])('%j is not understood', (text) => {
    expect(parseTarget(text)).toEqual({ ok: false });
  });
});

describe('invites', () => {
  const link = `sarangbang://192.168.0.24:7878/?k=${KEY}&r=lobby`;
  const target = { hosts: [{ host: '192.168.0.24', port: 7878 }], fingerprint: KEY, room: 'lobby' };

  it('are read alone and inside a whole message', () => {
    const expected = { ok: true, how: 'invite', target };
    expect(parseTarget(link)).toEqual(expected);
    const said = { name: '3학년 2반', link, address: '192.168.0.24:7878' };
    for (const message of Object.values(inviteMessages(said))) {
      expect(parseTarget(message)).toEqual(expected);
      expect(parseTarget(`(${message})`)).toEqual(expected);
    }
    expect(parseTarget(`${link}.`)).toEqual(expected);
    expect(parseTarget(`“${link}”로 들어오세요`)).toEqual(expected);
    expect(parseTarget(`${link}로 들어오세요`)).toEqual(expected);
  });
  it('with a damaged key are refused, not joined unverified', () => {
    expect(parseTarget('sarangbang://10.0.0.1/?k=short')).toEqual({ ok: false });
  });
  it('with a token that is cut off are not understood', () => {
    const token = 'AbCdEfGhIjKlMnOpQrStUw';
    expect(parseTarget(`${link}&i=${token}`)).toMatchObject({ target: { invite: token } });
    for (const bad of ['', token.slice(1), `${token}A`, 'AbCdEfGhIjKlMnOpQrStUv'])
      expect(parseTarget(`${link}&i=${bad}`)).toEqual({ ok: false });
  });
  it('survive writing and reading', () => {
    const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('localhost', 'pc.local'));
    const hostPort = fc.record({ host, port: fc.integer({ min: 1, max: 65_535 }) });
    fc.assert(
      fc.property(
        fc.array(hostPort, { minLength: 1, maxLength: 4 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        (hosts, name) => {
          const written = {
            hosts,
            fingerprint: KEY,
            room: 'lobby',
            name,
            password: 'a&b #=%.',
            invite: 'AbCdEfGhIjKlMnOpQrStUw',
          };
          const read = parseTarget(`여기로: ${formatInvite(written)} !`);
          expect(read).toEqual({ ok: true, how: 'invite', target: written });
        },
      ),
    );
  });
  it('lead to a message, and only in a room', () => {
    const to = `${link}&m=812`;
    expect(parseTarget(to)).toEqual({
      ok: true,
      how: 'invite',
      target: { ...target, message: 812 },
    });
    expect(formatInvite({ ...target, message: 812 })).toBe(to);
    for (const bad of ['0', '-1', '1e3', '9'.repeat(16), ''])
      expect(parseTarget(`${link}&m=${bad}`)).toEqual({ ok: true, how: 'invite', target });
    expect(parseTarget('sarangbang://10.0.0.1/?m=3')).toMatchObject({
      target: { hosts: [{ host: '10.0.0.1', port: MAIN_PORT }] },
    });
  });
  it('are found in what people write', () => {
    expect(splitLinks(`여기 ${link}로, 그리고 (${link}&m=3).`)).toEqual([
      '여기 ',
      { link },
      '로, 그리고 (',
      { link: `${link}&m=3` },
      ').',
    ]);
    expect(splitLinks('sarangbang://?? and so on')).toEqual(['sarangbang://?? and so on']);
    expect(splitLinks('')).toEqual([]);
  });
  it('put brackets around IPv6', () => {
    expect(formatAddress({ host: '::1', port: 5 })).toBe('[::1]:5');
  });
});

it('whatever is pasted, nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      parseTarget(text);
      parseTarget(`sarangbang://${text}`);
    }),
    { numRuns: 2000 },
  );
});
