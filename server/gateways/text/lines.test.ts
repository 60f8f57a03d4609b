import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../protocol/errors';
import { LINE_MAX_BYTES } from '../../../protocol/limits';
import { fc } from '../../../protocol/testing/property';
import { decodeCp949, encodeCp949 } from '../cp949';
import { type Line, LineReader } from './lines';
import { ko } from './words.ko';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const texts = (lines: Line[]) => lines.map((line) => ('text' in line ? line.text : '(too long)'));
const read = (...chunks: (Buffer | string)[]) => {
  const reader = new LineReader();
  return texts(chunks.flatMap((chunk) => reader.push(Buffer.from(chunk as string))));
};

describe('lines', () => {
  it('end with LF or CRLF', () => {
    expect(read('a\nb\r\n\n안녕\n')).toEqual(['a', 'b', '', '안녕']);
  });
  it('tell how they end, so that answers end alike', () => {
    const reader = new LineReader();
    reader.push(Buffer.from('a\n'));
    expect(reader.crlf).toBe(false);
    reader.push(Buffer.from('b\r\n'));
    expect(reader.crlf).toBe(true);
  });
  it('come out the same however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'ab 가힣é👍'), maxLength: 12 })),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        (lines, cuts) => {
          const stream = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
          const chunks: Buffer[] = [];
          for (let at = 0, i = 0; at < stream.length; i += 1) {
            const size = cuts[i % cuts.length] as number;
            chunks.push(stream.subarray(at, at + size));
            at += size;
          }
          expect(read(...chunks)).toEqual(lines.map((line) => line.normalize('NFC')));
        },
      ),
    );
  });
  it('without an end are given when nothing more comes', () => {
    const reader = new LineReader();
    expect(reader.push(Buffer.from('bye'))).toEqual([]);
    expect(reader.rest()).toEqual([{ text: 'bye' }]);
    expect(reader.rest()).toEqual([]);
  });
  it('over the limit are told once, and the next one is read', () => {
    const long = 'x'.repeat(LINE_MAX_BYTES);
    expect(read(`${long}\nok\n`)).toEqual([long, 'ok']);
    expect(read(`${long}xx\nok\n`)).toEqual(['(too long)', 'ok']);
    expect(read(`${long}x`, long, long, '\nok\n')).toEqual(['(too long)', 'ok']);
  });
  it('lose control characters and the escapes of terminals', () => {
    expect(read('a\x1b[31mb\x07\x00c\td\n')).toEqual(['abc\td']);
  });
  it('are what was meant where keys were sent along, also cut into single bytes', () => {
    const bytes = Buffer.from('가나\x7f다\x08라\n');
    expect(read(bytes)).toEqual(['가라']);
    expect(read(...[...bytes].map((byte) => Buffer.of(byte)))).toEqual(['가라']);
  });
  it('end with CR NUL too, as some telnet clients send Enter', () => {
    expect(read('a\r\0b\r', '\0c\n')).toEqual(['a', 'b', 'c']);
    const reader = new LineReader();
    reader.push(Buffer.from('a\r\0'));
    expect(reader.crlf).toBe(true);
  });
  it('lose what telnet says to itself', () => {
    // DO line feed use (whose option byte is a line feed), a window size, an interrupt
    expect(read(hex('ff fd 0a 61 ff fa 1f 00 0a 00 18 ff f0 62 ff f4 63 0a'))).toEqual(['abc']);
    expect(read(hex('61 ff'), hex('fb'), hex('01 62 0a'))).toEqual(['ab']);
  });
  it('have the byte that telnet doubles, and its keys for taking back', () => {
    expect(read(hex('61 ff ff 62 0a'))).toEqual(['a\ufffdb']);
    expect(read(hex('61 62 ff f7 63 0a'))).toEqual(['ac']);
    expect(read(hex('61 62 ff f8 63 0a'))).toEqual(['c']);
    expect(read(hex('ff fa 18 01 ff ff f0 ff f0 61 0a'))).toEqual(['a']);
  });
  it('owe telnet a refusal of each option, wherever the request is cut, and nothing else', () => {
    const asked = hex('ff fd 06 61 ff fb 1f ff fe 01 ff fc 03 ff fa 18 00 ff f0 ff f6 0a');
    const whole = new LineReader();
    whole.push(asked);
    expect(whole.telnetAnswer()).toEqual(hex('ff fc 06 ff fe 1f'));
    expect(whole.telnetAnswer()).toBeNull();
    const pieces = new LineReader();
    const lines = [...asked].flatMap((byte) => pieces.push(Buffer.of(byte)));
    expect(texts(lines)).toEqual(['a']);
    expect(pieces.telnetAnswer()).toEqual(hex('ff fc 06 ff fe 1f'));
  });
  it('are not swallowed by a telnet option without end', () => {
    expect(read(hex('ff fa'), 'x'.repeat(200), '\nok\n').at(-1)).toBe('ok');
  });
  it('that are no UTF-8 are read as CP949', () => {
    expect(read(hex('be c8 b3 e7 c7 cf bc bc bf e4 0a'))).toEqual(['안녕하세요']);
    expect(read(hex('8c 63 94 ee c1 64 20 61 0a'))).toEqual(['똠뷁햏 a']);
  });
  it('lose the syllable of which a terminal took back single bytes only', () => {
    // "안녕", DEL of one byte, "녕"; two bytes; "안" with nothing after it
    expect(read(hex('ec 95 88 eb 85 eb 85 95 21 0a'))).toEqual(['안녕!']);
    expect(read(hex('ec 95 88 eb eb 85 95 0a'))).toEqual(['안녕']);
    expect(read(hex('61 20 ec 95 20 62 0a'))).toEqual(['a  b']);
    expect(read(hex('c7 d1 b1 db 0a'))).toEqual(['한글']);
  });
  it('of ordinary words in CP949 are not taken for damaged UTF-8', () => {
    const text = [...ko.help, ...ko.consoleGreeting({ server: '서버', name: '민수' })].join(' ');
    const refusals = ERROR_CODES.map((code) => ko.refused[code]({ code })).join(' ');
    const words = new Set(`${text} ${refusals}`.match(/[가-힣]+/g));
    expect(words.size).toBeGreaterThan(150);
    for (const word of words) {
      expect(read(Buffer.concat([encodeCp949(word), hex('0a')]))).toEqual([word]);
    }
  });
  it('tell the charset of answers: CP949 for whoever types it, until they type UTF-8', () => {
    const reader = new LineReader();
    reader.push(Buffer.from('a\n'));
    expect(reader.charset.cp949).toBe(false);
    reader.push(hex('be c8 b3 e7 0a'));
    expect(reader.charset.encode('안녕')).toEqual(hex('be c8 b3 e7'));
    reader.push(Buffer.from('b\n'));
    expect(reader.charset.cp949).toBe(true);
    reader.push(Buffer.from('안녕\n'));
    expect(reader.charset.encode('안녕')).toEqual(Buffer.from('안녕'));
  });
  it('never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
        for (const text of read(...chunks.map((chunk) => Buffer.from(chunk)))) {
          expect(Buffer.from(text).toString()).toBe(text);
        }
      }),
    );
  });
});

it('CP949 has every Hangul syllable once', () => {
  const seen = new Set<string>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x41; trail <= 0xfe; trail += 1) {
      const text = decodeCp949(Uint8Array.of(lead, trail));
      if (/^[가-힣]$/.test(text)) seen.add(text);
    }
  }
  expect(seen.size).toBe(11_172);
  expect(decodeCp949(hex('81 41'))).toBe('갂');
  expect(decodeCp949(hex('c6 52'))).toBe('힣');
  const all = [...seen].join('');
  expect(decodeCp949(encodeCp949(all))).toBe(all);
  expect(encodeCp949('a똠漢①.🙂').toString('hex')).toBe('618c63f9d3a8e72e3f');
});
