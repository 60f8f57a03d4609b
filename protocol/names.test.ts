import { describe, expect, it } from 'vitest';
import { NAME_MAX_CHARS } from './limits';
import { checkName, cleanName, roomKey, skeleton, suggestName } from './names';
import { fc } from './testing/property';

describe('checkName', () => {
  it.each(['민수', '홍 길동', 'Ann', '👩‍🚀 우주', 'José', "O'Brien", 'x_2'])('takes %s', (name) => {
    expect(checkName(`  ${name} `)).toEqual({ ok: true, name });
  });
  it.each([
    ['', 'empty'],
    [' \t\n ', 'empty'],
    ['a\u202Eb', 'unsafe'],
    ['a\u200Bb', 'unsafe'],
    ['host\u0000', 'unsafe'],
    ['\u3164', 'unsafe'],
    ['민수\u{1D159}', 'unsafe'],
    ['민수\u{13441}', 'unsafe'],
    ['민수\u{16FE4}', 'unsafe'],
    ['\uD800x', 'unsafe'],
    ['Z\u0300\u0301\u0302\u0303\u0304', 'unsafe'],
    ['a'.repeat(NAME_MAX_CHARS + 1), 'too-long'],
    ['a'.repeat(10_000), 'too-long'],
  ])('refuses %j: %s', (name, why) => {
    expect(checkName(name)).toEqual({ ok: false, why });
  });
  it('composes jamo, so that one name has one form', () => {
    expect(checkName('민수'.normalize('NFD'))).toEqual({ ok: true, name: '민수' });
  });
  it('never throws, and what it lets through it lets through again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const first = checkName(text);
        if (first.ok) expect(checkName(first.name)).toEqual(first);
      }),
    );
  });
});

describe('skeleton', () => {
  it.each([
    ['admin', 'аdmin'],
    ['admin', 'ADMIN'],
    ['admin', 'ａｄｍｉｎ'],
    ['paypal', 'paypaI'],
    ['paypal', 'рауpаl'],
    ['Soo', 'S00'],
    ['host', 'hоst'],
    ['민수', '민 수'],
    ['민수', '민수'.normalize('NFD')],
    ['Jose', 'José'],
    ['nick', 'ni\u0441k'],
    ['straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['modern', 'modem'],
    ['wow', 'vvow'],
    ['Ηοѕт', 'host'],
    ['НОЅТ', 'host'],
    ['ΗΟЅΤ', 'HOST'],
    ['a\u034Fnn', 'ann'],
    ['민수', '민수\u0488'],
    ['민수', '민수\uA67C'],
    ['민수', '민수\u0E47'],
    ['host', 'ho\u05B0st\u1734'],
  ])('%s and %s are the same', (a, b) => {
    expect(skeleton(a)).toBe(skeleton(b));
  });
  it.each([
    ['민수', '민서'],
    ['지훈', '지훈2'],
    ['ann', 'anna'],
    ['guest2', 'guest3'],
    ['sun', 'fun'],
    ['กา', 'กี'],
    ['かな', 'がな'],
    ['그래', '으래'],
  ])('%s and %s are not', (a, b) => {
    expect(skeleton(a)).not.toBe(skeleton(b));
  });
  it('keeps every two Latin letters apart, but I and l', () => {
    const letters = [...'abcdefghijkmnopqrstuvwxyz'];
    expect(new Set(letters.map(skeleton)).size).toBe(letters.length);
    expect(skeleton('I')).toBe(skeleton('l'));
  });
  it('takes no notice of case and of how letters are composed', () => {
    const names = fc.string({
      unit: fc.constantFrom(...'abcXYZ019 민수홍길동éßжЖщФ-_.日本かガ'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(names, (name) => {
        const plain = skeleton(name);
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
          expect(skeleton(name.normalize(form))).toBe(plain);
          expect(skeleton(name.toUpperCase().normalize(form))).toBe(plain);
        }
      }),
    );
  });
  it('takes both sharp s for ss', () => {
    expect(['STRAẞE', 'straße', 'Strasse'].map(skeleton)).toEqual(Array(3).fill('strasse'));
  });
  it('is its own skeleton', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 32 }), (text) => {
        expect(skeleton(skeleton(text))).toBe(skeleton(text));
      }),
    );
  });
});

describe('suggestName', () => {
  it('counts on from a taken name', () => {
    const taken = new Set(['지훈', '지훈2'].map(skeleton));
    expect(suggestName('지훈', (s) => taken.has(s))).toBe('지훈3');
  });
  it('finds a free one among thousands in a few looks', () => {
    const taken = new Set(Array.from({ length: 5_000 }, (_, i) => skeleton(`guest${i + 1}`)));
    taken.add(skeleton('guest'));
    let looks = 0;
    const suggestion = suggestName('guest', (s) => {
      looks += 1;
      return taken.has(s);
    });
    expect(suggestion).toBe('guest5001');
    expect(looks).toBeLessThan(40);
  });
  it('stays within the limit', () => {
    const long = '가'.repeat(NAME_MAX_CHARS);
    const suggestion = suggestName(long, (s) => s === skeleton(long));
    expect(suggestion.length).toBeLessThanOrEqual(NAME_MAX_CHARS);
    expect(checkName(suggestion).ok).toBe(true);
  });
});

it('room names differ when people would type them differently', () => {
  expect(roomKey('#Design  Team')).toBe(roomKey('design team'));
  expect(roomKey('디자인')).not.toBe(roomKey('디자인2'));
});

describe('cleanName', () => {
  it.each([
    ['민수', '민수'],
    [' a\u202Eb\u200B\n c ', 'ab c'],
    ['👩\u200D🚀\u200D', '👩\u200D🚀'],
    ['z̷̷̷̷̷̷', 'z̷̷̷'],
    ['\u3164\u200B', ''],
    ['가'.repeat(40), '가'.repeat(32)],
    [`${'x'.repeat(31)}😀`, 'x'.repeat(31)],
  ])('shows %j as %j', (name, shown) => {
    expect(cleanName(name, NAME_MAX_CHARS)).toBe(shown);
  });
  it('leaves nothing that checkName would refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const name = cleanName(text, NAME_MAX_CHARS);
        if (name !== '') expect(checkName(name)).toEqual({ ok: true, name });
      }),
      { numRuns: 2_000 },
    );
  });
});
