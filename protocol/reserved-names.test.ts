import { describe, expect, it } from 'vitest';
import { friendlyName } from './friendly-names';
import { HERE_NAMES } from './mentions';
import { checkName } from './names';
import { isReservedName } from './reserved-names';
import { fc } from './testing/property';

const WORDS = [
  ...['host', '방장', '진행자', '관리자', '운영자', 'admin', 'administrator', 'moderator'],
  ...['operator', 'system', '시스템', 'server', '서버', 'sarangbang', '사랑방', 'notice', '공지'],
];
const EVERYBODY = ['everyone', '모두', 'here', '여기', '전체', 'all', ...HERE_NAMES];

describe('names that nobody may take', () => {
  it.each([...WORDS, ...EVERYBODY])('%s', (word) => {
    for (const name of [word, word.toUpperCase(), word.normalize('NFD'), `${word}2`, ` ${word}.`]) {
      expect(isReservedName(name), name).toBe(true);
    }
  });
  it.each([
    'hоst', // a Cyrillic о
    'НОЅТ',
    'h0st',
    '5ystem',
    'аdmin',
    'Adm1n',
    'ａｄｍｉｎ',
    'ⓗⓞⓢⓣ',
    's y s t e m',
    's.y.s.t.e.m',
    '[Server]',
    '* host *',
    '@here',
    '👑방장',
    '방 장',
    '방장님',
    'The Host',
    '시스템 관리자',
    'server-notice',
    'System Admin 1',
    '사랑방 운영자',
    'ＡＬＬ',
  ])('%s, as it reads the same', (name) => {
    expect(isReservedName(name)).toBe(true);
  });
  it.each([
    'Ali', // one skeleton with all
    'AlI',
    'Alla',
    'Hostetler',
    '민수',
    '서버린',
    '모두리',
    '전체리',
    'Heremann',
    'guest',
    '손님',
    'Adminka',
    '방장현',
    '👍',
    '2026',
    '장관리',
    'Sys',
  ])('but not %s', (name) => {
    expect(isReservedName(name)).toBe(false);
  });
  it('takes no notice of signs and spaces around a word, and never throws', () => {
    const signs = fc.string({ unit: fc.constantFrom(...' .-_*[]<>:!~|★👑'), maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...WORDS, ...EVERYBODY), signs, signs, (word, before, after) => {
        const checked = checkName(before + word + after);
        if (checked.ok) expect(isReservedName(checked.name)).toBe(true);
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(typeof isReservedName(text)).toBe('boolean');
      }),
      { numRuns: 100 },
    );
  });
  it('is none of those that are offered instead', () => {
    for (let i = 0; i < 1; i += 0.01) {
      for (const language of ['ko', 'en'] as const) {
        expect(isReservedName(friendlyName(language, () => i))).toBe(false);
      }
    }
  });
});
