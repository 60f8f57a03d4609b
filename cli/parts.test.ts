import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from './data-folder';
import { factLines } from './facts';
import { harmless, printable, printableLines } from './printable';
import { wordsFor } from './words';

describe('the default data folder', () => {
  it.each([
    ['linux', {}, '/home/a/.local/share/sarangbang/server'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/sarangbang/server'],
    ['darwin', {}, '/home/a/Library/Application Support/sarangbang/server'],
  ] as const)('%s %j', (platform, env, folder) => {
    expect(defaultDataFolder('server', platform, env, '/home/a')).toBe(folder);
  });
});

describe('the language', () => {
  it.each([
    [{ LANG: 'ko_KR.UTF-8' }, true],
    [{ LANG: 'ko' }, true],
    [{ LC_ALL: 'en_US.UTF-8', LANG: 'ko_KR.UTF-8' }, false],
    [{ LC_MESSAGES: 'ko_KR', LANG: 'C' }, true],
    [{ LANG: 'kok_IN' }, false],
  ])('of %j is Korean: %s', (env, korean) => {
    expect(/[가-힣]/.test(wordsFor(env).serve)).toBe(korean);
  });
});

describe('the facts', () => {
  const facts = {
    name: 'n',
    host: '::',
    port: 7878,
    fingerprint: 'A'.repeat(43),
    epoch: '0'.repeat(16),
  };
  const around = { tls: true, password: false, dataDir: '/d', lan: ['192.168.0.7', '2001:db8::5'] };

  it('name every address, this computer first, and invite by those that others reach', () => {
    const lines = factLines(facts, around);
    expect(lines.slice(0, 3)).toEqual([
      'listening on 127.0.0.1:7878',
      'listening on 192.168.0.7:7878',
      'listening on [2001:db8::5]:7878',
    ]);
    const invite = lines.find((line) => line.startsWith('invite ')) ?? '';
    expect(invite).toContain('sarangbang://192.168.0.7:7878/?k=AAAA');
    expect(invite).toContain('a=%5B2001%3Adb8%3A%3A5%5D%3A7878');
    expect(invite).not.toContain('127.0.0.1');
  });

  it('invite to this computer where there is no network', () => {
    const lines = factLines(facts, { ...around, lan: [] });
    expect(lines.at(-1)).toContain('sarangbang://127.0.0.1:7878/');
  });

  it('leave IPv6 out when only IPv4 is listened on', () => {
    const lines = factLines({ ...facts, host: '0.0.0.0' }, around);
    expect(lines.join('\n')).not.toContain('2001:db8');
  });
});

describe('what others say', () => {
  it('cannot steer the terminal', () => {
    expect(printable('a\u001b[2J\u009b1m\r\nb\u202ec')).toBe('a[2J1m bc');
    expect(printableLines('x\u001b]0;t\u0007\r\n\ty\u2066')).toEqual(['x]0;t', '    y']);
    expect(harmless('    by\u001b[31m\nme')).toBe('    by[31m me');
  });
});
