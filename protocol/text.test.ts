import { describe, expect, it } from 'vitest';
import { glyphs, hueOf } from './colors';
import { MESSAGE_MAX_CHARS } from './limits';
import { mentionsName, splitMentions } from './mentions';
import { ENGLISH, KOREAN } from './safety-word-lists';
import { safetyWords } from './safety-words';
import { parseSlash, splitUserText } from './slash';
import { checkText, checkTopic } from './text';

describe('checkText', () => {
  it('keeps what was written, in composed form', () => {
    expect(checkText('  안녕\n하세요 ')).toEqual({ ok: true, text: '  안녕\n하세요 ' });
    expect(checkText('한글'.normalize('NFD'))).toEqual({ ok: true, text: '한글' });
    expect(checkText('a\r\nb\x1b[31mc')).toEqual({ ok: true, text: 'a\nb[31mc' });
  });
  it('refuses empty, over-long and broken text', () => {
    expect(checkText(' \n ')).toEqual({ ok: false, why: 'empty' });
    expect(checkText('x'.repeat(MESSAGE_MAX_CHARS)).ok).toBe(true);
    expect(checkText('x'.repeat(MESSAGE_MAX_CHARS + 1))).toEqual({ ok: false, why: 'too-long' });
    expect(checkText('\uDC00')).toEqual({ ok: false, why: 'unsafe' });
  });
  it('makes topics one line, and lets them be empty', () => {
    expect(checkTopic(' a\n b ')).toEqual({ ok: true, text: 'a b' });
    expect(checkTopic(' ')).toEqual({ ok: true, text: '' });
  });
});

describe('mentions', () => {
  it.each([
    ['@민수야 안녕', '민수', true],
    ['안녕 @민수', '민수', true],
    ['@Ann, look', 'ann', true],
    ['@Anna', 'Ann', false],
    ['mail@ann.com', 'ann', false],
    ['민수', '민수', false],
    ['@a+b', 'a+b', true],
  ])('%s / %s: %s', (text, name, expected) => {
    expect(mentionsName(text, name)).toBe(expected);
  });
  it('are cut out in order', () => {
    expect(splitMentions('hi @Anna and @민수!', ['Ann', 'Anna', '민수'])).toEqual([
      'hi ',
      { mention: '@Anna' },
      ' and ',
      { mention: '@민수' },
      '!',
    ]);
  });
});

describe('slash commands', () => {
  it.each([
    ['hello', { kind: 'text', text: 'hello' }],
    ['//join x', { kind: 'text', text: '/join x' }],
    ['/', { kind: 'text', text: '/' }],
    ['/usr/bin', { kind: 'text', text: '/usr/bin' }],
    ['/1', { kind: 'text', text: '/1' }],
    ['/NAME 홍 길동', { kind: 'command', name: 'name', args: '홍 길동' }],
    ['/help', { kind: 'command', name: 'help', args: '' }],
    ['/nope', { kind: 'unknown', name: 'nope' }],
  ])('%s', (line, expected) => {
    expect(parseSlash(line)).toEqual(expected);
  });
  it('/msg finds names with spaces', () => {
    expect(splitUserText('홍 길동 안녕 하세요', ['홍', '홍 길동'])).toEqual({
      user: '홍 길동',
      text: '안녕 하세요',
    });
    expect(splitUserText('"a b" c')).toEqual({ user: 'a b', text: 'c' });
    expect(splitUserText('민수 안녕')).toEqual({ user: '민수', text: '안녕' });
    expect(splitUserText('민수')).toBeNull();
  });
});

describe('safety words', () => {
  it('are 256 distinct words in either language', () => {
    for (const list of [KOREAN, ENGLISH]) {
      expect(list).toHaveLength(256);
      expect(new Set(list).size).toBe(256);
      for (const word of list) expect(word.length).toBeLessThanOrEqual(11);
    }
  });
  it('follow the first four bytes', () => {
    const fingerprint = Buffer.from([0, 1, 2, 255, ...new Array(28).fill(9)]).toString('base64url');
    expect(safetyWords(fingerprint, 'ko')).toEqual([0, 1, 2, 255].map((i) => KOREAN[i]));
    expect(safetyWords(fingerprint, 'en')).toEqual([0, 1, 2, 255].map((i) => ENGLISH[i]));
  });
});

describe('avatars', () => {
  it.each([
    ['김민수', '민수', '민'],
    ['민수', '민수', '민'],
    ['Minsu Kim', 'MK', 'M'],
    ['nc-guest', 'NG', 'N'],
    ['ann', 'an', 'A'],
    ['🦊 fox', '🦊', '🦊'],
  ])('%s shows %s, small %s', (name, large, small) => {
    expect(glyphs(name)).toBe(large);
    expect(glyphs(name, true)).toBe(small);
  });
  it('colours spread over the twelve hues', () => {
    const hues = new Set(Array.from({ length: 300 }, (_, i) => hueOf(`k${i}`)));
    expect(hues.size).toBe(12);
  });
});
