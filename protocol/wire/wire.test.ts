import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FRAME_MAX_BYTES } from '../limits';
import { fc } from '../testing/property';
import {
  authTranscript,
  createDeviceKey,
  loadDeviceKey,
  NO_EXPORTER,
  userIdOf,
  verifyAuth,
} from './auth';
import { fingerprintOfPublicKey } from './fingerprint';
import { encodeFrame, FrameDecoder, FrameError, parseJson } from './frame';

describe('frames', () => {
  it('come out the same however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (texts, cuts) => {
          const stream = Buffer.concat(texts.map((text) => encodeFrame({ text })));
          const decoder = new FrameDecoder();
          const out: unknown[] = [];
          for (let at = 0, i = 0; at < stream.length; i += 1) {
            const size = cuts[i % cuts.length] as number;
            for (const body of decoder.push(stream.subarray(at, at + size)))
              out.push(parseJson(body));
            at += size;
          }
          expect(out).toEqual(texts.map((text) => ({ text })));
          expect(decoder.pending).toBe(0);
        },
      ),
    );
  });
  it('held back cost no more than their bytes, however slowly they come', () => {
    const decoder = new FrameDecoder();
    const frame = encodeFrame(JSON.stringify('x'.repeat(60_000)));
    const bodies = [...frame].flatMap((byte) => decoder.push(Buffer.from([byte])));
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.buffer.byteLength).toBeLessThan(2 * FRAME_MAX_BYTES);
    expect(decoder.pending).toBe(0);
  });
  it('that come whole are not copied', () => {
    const chunk = Buffer.concat([encodeFrame({ a: 1 }), encodeFrame({ b: 2 })]);
    for (const body of new FrameDecoder().push(chunk)) expect(body.buffer).toBe(chunk.buffer);
  });
  it('without a body are refused', () => {
    expect(() => new FrameDecoder().push(Buffer.alloc(4))).toThrow(FrameError);
  });
  it('over the limit are refused when the length is read, before a body is kept', () => {
    const decoder = new FrameDecoder(100);
    const header = Buffer.alloc(4);
    header.writeUInt32BE(101);
    decoder.push(header.subarray(0, 3));
    expect(() => decoder.push(header.subarray(3))).toThrow(FrameError);
    expect(() => encodeFrame('x'.repeat(FRAME_MAX_BYTES + 1))).toThrow(FrameError);
  });
  it.each([
    ['bad UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not-utf8'],
    ['bad JSON', Buffer.from('{'), 'not-json'],
    ['a byte order mark', Buffer.from('\ufeff{}'), 'not-json'],
    ['deep nesting', Buffer.from('['.repeat(5000)), 'too-deep'],
    ['__proto__', Buffer.from('{"a":{"__proto__":{"x":1}}}'), 'unsafe-key'],
    ['an escaped __proto__', Buffer.from('{"__proto\\u005f_":1}'), 'unsafe-key'],
    [
      'a wholly escaped __proto__',
      Buffer.from(`{"${'\\u005f'.repeat(2)}proto__":1}`),
      'unsafe-key',
    ],
  ])('%s is named', (_, body, code) => {
    expect(() => parseJson(body)).toThrow(expect.objectContaining({ code }));
  });
  it('brackets inside strings are no nesting', () => {
    expect(parseJson(Buffer.from('{"t":"[[[[[[[[[[\\"[["}'))).toEqual({ t: '[[[[[[[[[["[[' });
  });
});

describe('device keys', () => {
  const { pkcs8, key } = createDeviceKey();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const facts = {
    fingerprint: fingerprintOfPublicKey(publicKey),
    nonce: randomBytes(32).toString('base64url'),
    exporter: randomBytes(32),
    key: key.publicKey,
  };
  const signature = Buffer.from(key.sign(authTranscript(facts))).toString('base64url');

  it('come back from disk as themselves', () => {
    expect(loadDeviceKey(pkcs8).publicKey).toBe(key.publicKey);
    expect(key.user).toBe(userIdOf(key.publicKey));
    expect(key.user).toMatch(/^k[A-Za-z0-9_-]{22}$/);
  });
  it('prove themselves on this connection, and on no other', () => {
    expect(verifyAuth(facts, signature)).toBe(true);
    expect(verifyAuth({ ...facts, exporter: NO_EXPORTER }, signature)).toBe(false);
    expect(verifyAuth({ ...facts, nonce: randomBytes(32).toString('base64url') }, signature)).toBe(
      false,
    );
    expect(verifyAuth({ ...facts, key: createDeviceKey().key.publicKey }, signature)).toBe(false);
    expect(
      verifyAuth({ ...facts, fingerprint: randomBytes(32).toString('base64url') }, signature),
    ).toBe(false);
    expect(verifyAuth(facts, 'garbage')).toBe(false);
    expect(verifyAuth({ ...facts, key: 'short' }, signature)).toBe(false);
  });

  it("takes no key of small order: signatures for it are anybody's", () => {
    // Right under OpenSSL for every second or so transcript: R is a point of the key's own order.
    const identity = Buffer.alloc(32);
    identity[0] = 1;
    const keys = [
      identity.toString('hex'),
      '00'.repeat(32),
      `ec${'ff'.repeat(30)}7f`,
      `ee${'ff'.repeat(31)}`,
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ].map((hex) => Buffer.from(hex, 'hex'));
    for (const key of keys) {
      for (const first of [identity, key]) {
        for (let i = 0; i < 16; i += 1) {
          const facts = {
            fingerprint: randomBytes(32).toString('base64url'),
            nonce: randomBytes(32).toString('base64url'),
            exporter: NO_EXPORTER,
            key: key.toString('base64url'),
          };
          const signature = Buffer.concat([first, Buffer.alloc(32)]).toString('base64url');
          expect(verifyAuth(facts, signature)).toBe(false);
        }
      }
    }
  });
});
