import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SuccessionRecord } from '../succession';
import { heirOf, isGenuine, successionTranscript } from './succession';

const LOG = '0123456789abcdef';

interface Key {
  privateKey: KeyObject;
  spki: string;
  print: string;
}

const newKey = (curve: 'P-256' | 'P-384' = 'P-256'): Key => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const print = createHash('sha256').update(der).digest('base64url');
  return { privateKey, spki: der.toString('base64url'), print };
};

const give = (from: Key, to: Key, log = LOG, at = 1_700_000_000_000): SuccessionRecord => {
  const facts = { from: from.print, to: to.print, log, at };
  const signature = sign('sha256', successionTranscript(facts), from.privateKey);
  return { ...facts, spki: from.spki, signature: signature.toString('base64url') };
};

const [a, b, c, stranger] = [newKey(), newKey(), newKey(), newKey()] as const;

describe('a record', () => {
  it('is genuine when the old key signed all of it', () => {
    expect(isGenuine(give(a, b))).toBe(true);
  });

  it('is signed over what the protocol says, byte by byte', () => {
    const { from, to, log, at } = give(a, b);
    const bytes = Buffer.concat([
      Buffer.from('sarangbang-succession-v1\0'),
      Buffer.from(from, 'base64url'),
      Buffer.from(to, 'base64url'),
      Buffer.from(log, 'hex'),
      Buffer.from([0, 0, 0x01, 0x8b, 0xcf, 0xe5, 0x68, 0]),
    ]);
    expect(successionTranscript({ from, to, log, at })).toEqual(bytes);
  });

  const forged: [string, SuccessionRecord][] = [
    ['for another heir', { ...give(a, b), to: stranger.print }],
    ['for another log', { ...give(a, b), log: 'fedcba9876543210' }],
    ['at another time', { ...give(a, b), at: 1 }],
    ['in the name of another key', { ...give(stranger, b), from: a.print }],
    ['with a key that is not the old one', { ...give(stranger, b), from: a.print, spki: a.spki }],
    ['with no signature', { ...give(a, b), signature: 'A'.repeat(96) }],
    ['with a key that is none', { ...give(a, b), spki: 'A'.repeat(120) }],
    ['with a time that no clock has', { ...give(a, b), at: -1 }],
  ];
  it.each(forged)('is not believed %s', (_what, record) => {
    expect(isGenuine(record)).toBe(false);
    expect(heirOf(a.print, [record], LOG)).toBeNull();
  });
});

describe('a chain', () => {
  it('leads from any key that was known to the last one', () => {
    const chain = [give(a, b), give(b, c)];
    expect(heirOf(a.print, chain, LOG)).toBe(c.print);
    expect(heirOf(b.print, chain, LOG)).toBe(c.print);
    expect(heirOf(a.print, chain, null)).toBe(c.print);
  });

  it('leads nowhere for whoever knew another key, or another log by this one', () => {
    const chain = [give(a, b), give(b, c)];
    expect(heirOf(stranger.print, chain, LOG)).toBeNull();
    expect(heirOf(a.print, chain, 'fedcba9876543210')).toBeNull();
    expect(heirOf(a.print, [], LOG)).toBeNull();
  });

  it('ends before a link that is forged', () => {
    const broken = { ...give(b, c), to: stranger.print };
    expect(heirOf(a.print, [give(a, b), broken], LOG)).toBe(b.print);
    expect(heirOf(b.print, [give(a, b), broken], LOG)).toBeNull();
  });

  it('does not go round for ever', () => {
    expect(heirOf(a.print, [give(a, b), give(b, a)], LOG)).toBeNull();
    expect(heirOf(c.print, [give(a, b), give(b, a)], LOG)).toBeNull();
  });
});
