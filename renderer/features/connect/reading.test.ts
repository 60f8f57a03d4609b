import { describe, expect, it } from 'vitest';
import { readTarget } from './reading';

const KEY = 'Zt3fJm0dQkq1rXx9v3nYb2cLwPz8uHsT5aGeKiOy7Ds';

describe('the line under the field', () => {
  it.each([
    ['192.168.0.24', '192.168.0.24', 7878],
    ['192.168.0.24:7777', '192.168.0.24', 7777],
    ['[fe80::1]:7000', 'fe80::1', 7000],
  ])('reads %s', (text, host, port) => {
    expect(readTarget(text)).toMatchObject({ kind: 'address', host, port });
  });

  it('reads an invite link, alone or inside a message', () => {
    const link = `sarangbang://192.168.0.24:7878/?k=${KEY}`;
    for (const text of [
      link,
      `사랑방에서 "우리"에 들어오세요: ${link} — 또는 192.168.0.24:7878로 연결`,
    ])
      expect(readTarget(text)).toMatchObject({
        kind: 'invite',
        host: '192.168.0.24',
        port: 7878,
        target: { fingerprint: KEY },
      });
  });

  it('says nothing about nothing, and that it does not understand the rest', () => {
    expect(readTarget('  ')).toEqual({ kind: 'nothing' });
    expect(readTarget('오늘 저녁에 봐요')).toEqual({ kind: 'not-understood' });
  });
});
