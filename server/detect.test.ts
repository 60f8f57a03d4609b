import { describe, expect, it } from 'vitest';
import { DETECT_MAX_BYTES } from '../protocol/limits';
import { detect, isRelay, type Verdict } from './detect';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const utf8 = (text: string) => Buffer.from(text);
const course = (json: string) => {
  const body = Buffer.from(json);
  return Buffer.concat([Buffer.from([body.length >> 8, body.length & 0xff]), body]);
};
const native = (json: string) => {
  const frame = Buffer.alloc(4 + Buffer.byteLength(json));
  frame.writeUInt32BE(frame.length - 4);
  frame.write(json, 4);
  return frame;
};

/** Everything that may come first, whole. */
const ROWS: [string, Buffer, Verdict][] = [
  ['a TLS hello', hex('16 03 01 02 00 01 00'), 'tls'],
  ['a TLS hello of another minor version', hex('16 03 03 00 05 01'), 'tls'],
  ['a native hello', native('{"t":"hello","v":1,"min":1,"app":"x"}'), 'native'],
  ['a native hello of 16 KiB bounds', native(`{"t":"${'x'.repeat(4000)}"}`), 'native'],
  ['a native hello as long as 0x7b', native(`{${' '.repeat(0x7b - 2)}}`), 'native'],
  ['a native hello as long as a course type', native(`{${' '.repeat(0x0802 - 2)}}`), 'native'],
  ['course, rooms', course('{"type": "CSRooms"}'), 'course-json'],
  ['course, name', course('{"type": "CSName", "name": "\\ud64d \\uae38\\ub3d9"}'), 'course-json'],
  ['course, compact', course('{"type":"CSShutdown"}'), 'course-json'],
  [
    'course, a length that looks like letters',
    course(`{"type": "CSChat", "text": "${'x'.repeat(0x4142)}"}`),
    'course-json',
  ],
  [
    'course, a long text',
    course(`{"type": "CSChat", "text": "${'x'.repeat(300)}"}`),
    'course-json',
  ],
  ['course protobuf, name', hex('00 02 08 00 00 05 0a 03 61 62 63'), 'course-protobuf'],
  ['course protobuf, shutdown', hex('00 02 08 06 00 00'), 'course-protobuf'],
  ['a browser', utf8('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'http'],
  ['a form', utf8('POST /x?y HTTP/1.0\n'), 'http'],
  ['irc capabilities', utf8('CAP LS 302\r\n'), 'irc'],
  ['irc nick', utf8('NICK jihoon\r\n'), 'irc'],
  ['irc user', utf8('USER a 0 * :b\r\n'), 'irc'],
  ['irc password', utf8('PASS secret\r\n'), 'irc'],
  ['a line client', utf8('user> 안녕\n'), 'line'],
  ['a line client without text', utf8('user> \n'), 'line'],
  ['a bracket client', utf8('[지훈] hello\n'), 'bracket'],
  ['a person', utf8('hello\n'), 'text'],
  ['a person in Korean', utf8('안녕하세요\n'), 'text'],
  ['a person in CP949', hex('be c8 b3 e7 0a'), 'text'],
  ['a person with telnet', utf8('/help\r\n'), 'text'],
  ['an empty line', utf8('\n'), 'text'],
  ['an empty line of Windows', utf8('\r\n'), 'text'],
  ['a line of one letter', utf8('q\n'), 'text'],
  [
    'course, as long as a newline and one',
    course(`{"type": "CSChat", "text": "${'x'.repeat(0x010a - 28)}"}`),
    'course-json',
  ],
  ['an arrow', utf8('a -> b\n'), 'line'],
  ['a person who begins like a browser', utf8('GET well soon\n'), 'text'],
  ['a person who begins like IRC', utf8('NICKname?\n'), 'text'],
  ['a brace as third character', utf8('hi{"type"}\n'), 'text'],
  ['JSON in a line', utf8('{"type": "CSRooms"}\n'), 'text'],
  ['a bracket that does not close', utf8('[hello\n'), 'text'],
  ['an empty bracket', utf8('[] hello\n'), 'text'],
  ['a newline before the course would begin', utf8('a\n{"type": "CT'), 'text'],
  ['a native frame over the limit of a hello', hex('00 00 10 01 7b'), 'refuse'],
  ['a native frame of 16 MiB', hex('00 ff ff ff'), 'refuse'],
  ['a native frame without a body', hex('00 00 00 00'), 'refuse'],
  ['a native frame that is no object', hex('00 00 00 05 22'), 'refuse'],
  ['a course frame of another type', course('{"type": "SCChat"}'), 'refuse'],
  [
    'a course frame shorter than its opening',
    hex(`0003${utf8('{"type": "CS').toString('hex')}`),
    'refuse',
  ],
  ['a course type that there is not', hex('00 02 08 07'), 'refuse'],
  ['almost TLS', hex('16 04 01'), 'refuse'],
  ['TLS of another major version', hex('16 03 05'), 'refuse'],
  ['a zero byte in a line', hex('68 69 00'), 'refuse'],
  ['a line without an end', Buffer.alloc(DETECT_MAX_BYTES, 'x'), 'refuse'],
];

describe('detect', () => {
  it.each(ROWS)('%s, whole', (_what, bytes, verdict) => {
    expect(detect(bytes, { tls: true })).toBe(verdict);
  });

  it.each(ROWS)(
    '%s, byte by byte: undecided, then that and nothing else',
    (_what, all, verdict) => {
      const bytes = all.length > 2000 ? all.subarray(0, 2000) : all;
      const seen: Verdict[] = [];
      for (let length = 0; length <= bytes.length; length += 1) {
        const now = detect(bytes.subarray(0, length), { tls: true });
        if (now !== seen.at(-1)) seen.push(now);
      }
      expect(seen).toEqual(
        bytes === all ? ['undecided', verdict] : expect.arrayContaining(['undecided']),
      );
      expect(seen.length).toBeLessThanOrEqual(2);
      if (seen.length === 2) expect(seen[1]).toBe(verdict);
    },
  );

  it('takes no TLS inside TLS', () => {
    expect(detect(hex('16 03 01'), { tls: false })).toBe('refuse');
    expect(detect(utf8('hello\n'), { tls: false })).toBe('text');
  });

  it('says nothing about nothing', () => {
    expect(detect(Buffer.alloc(0), { tls: true })).toBe('undecided');
  });
});

/** Where such a line ends is where `detect` tells it from a person's; a pause may come before. */
const UNENDED = ROWS.filter(([, bytes, verdict]) => bytes.at(-1) === 0x0a && verdict !== 'text');

describe('a chunk before a silence', () => {
  it.each(UNENDED)('%s, before its line end, is not the relay', (_what, bytes) => {
    expect(isRelay(bytes.subarray(0, -1))).toBe(false);
  });
  it.each(['안녕', 'hi', 'a b', 'GETaway', '똠'.repeat(300)])('%s is the relay', (text) => {
    expect(detect(utf8(text), { tls: true })).toBe('undecided');
    expect(isRelay(utf8(text))).toBe(true);
  });
  it.each([
    ['one key of a terminal', utf8('h')],
    ['one syllable', utf8('ㅎ')],
    ['an arrow key', hex('1b 5b 41')],
    ['telnet', hex('ff fd 03 61')],
    ['the beginning of a request', utf8('GET /index')],
    ['the beginning of IRC', utf8('NICK kim')],
    ['the beginning of a line of a line client', utf8('kim> hel')],
    ['the beginning of a line of a bracket client', utf8('[kim] hel')],
    ['the beginning of a course frame', course('{"type": "CSRooms"}').subarray(0, 9)],
    ['the beginning of a native frame', native('{"t":"hello"}').subarray(0, 4)],
  ])('%s is not', (_, bytes) => {
    expect(isRelay(bytes)).toBe(false);
  });
});
