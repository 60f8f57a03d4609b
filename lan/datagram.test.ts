import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAN_DATAGRAM_MAX_BYTES } from '../protocol/limits';
import { fc } from '../protocol/testing/property';
import { QUESTION, readDatagram, writeAnnouncement } from './datagram';
import { announcementOf, facts } from './testing/facts';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('an announcement', () => {
  it('is read as it was written', () => {
    const bytes = writeAnnouncement('here', facts());
    expect(readDatagram(bytes)).toEqual({ kind: 'announcement', announcement: announcementOf() });
  });
  it('of a later version is read as far as it is understood', () => {
    const later = { ...announcementOf(), v: 9, mood: 'good' };
    const read = readDatagram(bytesOf(later));
    expect(read).toEqual({ kind: 'announcement', announcement: announcementOf({ v: 9 }) });
  });
  it.each([
    ['of another program', { app: 'other' }],
    ['of an unknown kind', { kind: 'dance' }],
    ['without a name', { name: '' }],
    ['with a long name', { name: 'x'.repeat(65) }],
    ['with an impossible port', { port: 65_536 }],
    ['with half a person', { people: 0.5 }],
    ['with another kind of key', { key: 'abc' }],
    ['with news of 30 bytes', { news: { text: 'x'.repeat(30), at: 1, spki: '', signature: '' } }],
  ])('%s is none', (_what, wrong) => {
    expect(readDatagram(bytesOf({ ...announcementOf(), ...wrong }))).toBeNull();
  });
  it('leaves out what it can do without when it does not fit', () => {
    // characters that JSON writes as six bytes each
    const wide = '\u0001'.repeat(64);
    const news = { text: '소식', at: 1, spki: 's'.repeat(200), signature: 's'.repeat(200) };
    const sizes = [
      { given: facts({ news }), left: ['host', 'news'] },
      { given: facts({ name: wide, host: wide, news }), left: ['host'] },
      {
        given: facts({ name: wide, host: wide, version: wide.slice(0, 40), people: 2 ** 52 }),
        left: [],
      },
    ];
    for (const { given, left } of sizes) {
      const bytes = writeAnnouncement('here', given);
      expect(bytes.length).toBeLessThanOrEqual(LAN_DATAGRAM_MAX_BYTES);
      const keys = Object.keys(JSON.parse(Buffer.from(bytes).toString()));
      expect(['host', 'news'].filter((key) => keys.includes(key))).toEqual(left);
    }
  });
  it('that is not what the schema says is not written', () => {
    expect(() => writeAnnouncement('here', facts({ port: 0 }))).toThrow();
  });
});

describe('bytes from the network', () => {
  it('are a question, whoever asks it', () => {
    expect(readDatagram(QUESTION)).toEqual({ kind: 'who' });
    expect(readDatagram(bytesOf({ app: 'sarangbang', v: 2, kind: 'who', more: 1 }))).toEqual({
      kind: 'who',
    });
  });
  it('are nothing when they are too many', () => {
    const padded = (size: number) => {
      const bare = bytesOf({ ...announcementOf(), pad: '' }).length;
      return bytesOf({ ...announcementOf(), pad: 'x'.repeat(size - bare) });
    };
    expect(readDatagram(padded(LAN_DATAGRAM_MAX_BYTES))).not.toBeNull();
    expect(readDatagram(padded(LAN_DATAGRAM_MAX_BYTES + 1))).toBeNull();
  });
  it('never throw, whatever they are', () => {
    const whole = Buffer.from(writeAnnouncement('here', facts()));
    const mutated = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 1300 }),
      fc.json().map((text) => Buffer.from(text)),
      mutated,
      fc.nat(whole.length).map((end) => whole.subarray(0, end)),
    );
    fc.assert(
      fc.property(any, (bytes) => {
        const read = readDatagram(bytes);
        if (read?.kind === 'announcement') expect(read.announcement.app).toBe('sarangbang');
      }),
      { numRuns: 5_000 },
    );
  });
});

it('the examples on the page of this wire are read and written as shown', () => {
  const page = readFileSync(new URL('../docs/wires/discovery.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/^```json\n([\s\S]*?)\n```$/gm)].map(([, text]) => text ?? '');
  const [question, here, bye] = examples;
  expect(Buffer.from(QUESTION).toString()).toBe(question);
  for (const [kind, text] of [
    ['here', here],
    ['bye', bye],
  ] as const) {
    const read = readDatagram(Buffer.from(text ?? ''));
    if (read?.kind !== 'announcement') throw new Error(`the example ${kind} is none`);
    const { app: _app, v: _v, kind: shown, ...rest } = read.announcement;
    expect(shown).toBe(kind);
    expect(Buffer.from(writeAnnouncement(kind, rest)).toString()).toBe(text);
  }
});
