/**
 * Which wire a peer speaks, by its first bytes (docs/PROTOCOL.md "One port"). Pure: a decision
 * never needs a clock, and more bytes never change one that was made. Nothing may be sent to an
 * undecided peer: a stray greeting breaks some clients.
 */
import { DETECT_MAX_BYTES, HELLO_MAX_BYTES } from '../protocol/limits';

/**
 * `line` is "name> text", `bracket` is "[name] text", `text` any other line; `relay` is told by
 * silence (`isRelay`), never by `detect`.
 */
export type WireKind =
  | 'tls'
  | 'native'
  | 'course-json'
  | 'course-protobuf'
  | 'http'
  | 'irc'
  | 'line'
  | 'bracket'
  | 'relay'
  | 'text';
export type Verdict = WireKind | 'undecided' | 'refuse';

const LF = 0x0a;
const TELNET_COMMAND = 0xff;
const OPEN_BRACE = 0x7b;
const TLS_HANDSHAKE = [0x16, 0x03] as const;
const COURSE_TYPES = 7;
/** Where the body of a course frame begins, and how every message of its clients opens. */
const COURSE_HEADER = 2;
const COURSE_OPENINGS = ['{"type": "CS', '{"type":"CS'];
const IRC = ['CAP ', 'NICK ', 'USER ', 'PASS '];
const HTTP_LINE = /^[A-Z]{3,10} \S+ HTTP\/\d/;

/**
 * `tls` is false where it cannot be meant: inside TLS, and on a server without it.
 * `undecided` never lasts beyond DETECT_MAX_BYTES.
 */
export function detect(bytes: Buffer, { tls }: { tls: boolean }): Verdict {
  const first = bytes[0];
  if (first === undefined) return 'undecided';
  if (first === TLS_HANDSHAKE[0]) return tls ? detectTls(bytes) : 'refuse';
  const course = detectCourse(bytes);
  if (course === 'course-json') return course;
  if (first === 0) return detectBinary(bytes, course);
  const line = detectLine(bytes);
  if (course !== 'undecided' || line === 'refuse') return line;
  // A line of one letter is a line, and not the length of a course frame of thousands of bytes.
  return bytes.indexOf(LF) !== -1 && isTyped(first) ? line : 'undecided';
}

/**
 * Whether an undecided peer who has gone silent is a client of the relay, which ends no line: what
 * came, came as one chunk of more than one character. Terminals that send each key as it is
 * pressed, beginnings of requests, and bytes that are no text are none.
 */
export function isRelay(bytes: Buffer): boolean {
  if (bytes.some((byte) => byte < 0x20 || byte === 0x7f || byte === TELNET_COMMAND)) return false;
  if ([...bytes.toString()].length < 2) return false;
  const text = bytes.toString('latin1');
  return (
    !IRC.some((command) => text.startsWith(command)) &&
    !/^([A-Z]{3,10} |\[[^\]]+\] |[^>]+> )/.test(text)
  );
}

/** Printable, or the white space of keyboards. */
const isTyped = (byte: number): boolean =>
  byte >= 0x20 || byte === 0x09 || byte === LF || byte === 0x0d;

function detectTls(bytes: Buffer): Verdict {
  if (bytes.length > 1 && bytes[1] !== TLS_HANDSHAKE[1]) return 'refuse';
  if (bytes.length < 3) return 'undecided';
  return (bytes[2] as number) <= 0x04 ? 'tls' : 'refuse';
}

/** `undecided` also while it can still become one; `refuse` when it cannot. */
function detectCourse(bytes: Buffer): Verdict {
  const body = bytes.subarray(COURSE_HEADER).toString('latin1');
  for (const opening of COURSE_OPENINGS) {
    if (body.startsWith(opening)) {
      return bytes.readUInt16BE(0) > opening.length ? 'course-json' : 'refuse';
    }
  }
  return COURSE_OPENINGS.some((opening) => opening.startsWith(body)) ? 'undecided' : 'refuse';
}

/** A zero byte first: a small length, so our own frames (u32) or the course's (u16). */
function detectBinary(bytes: Buffer, course: Verdict): Verdict {
  if (isStartOf(bytes, [0x00, 0x02, 0x08])) {
    const type = bytes[3];
    if (type === undefined) return 'undecided';
    return type < COURSE_TYPES ? 'course-protobuf' : 'refuse';
  }
  if (course === 'undecided') return 'undecided';
  if (bytes[1] !== 0) return 'refuse';
  if (bytes.length < 4) return (bytes[2] as number) > HELLO_MAX_BYTES >> 8 ? 'refuse' : 'undecided';
  const length = bytes.readUInt32BE(0);
  if (length === 0 || length > HELLO_MAX_BYTES) return 'refuse';
  if (bytes.length < 5) return 'undecided';
  return bytes[4] === OPEN_BRACE ? 'native' : 'refuse';
}

/** Whether what there is of `bytes` agrees with `start`. */
const isStartOf = (bytes: Buffer, start: readonly number[]): boolean =>
  start.every((byte, i) => i >= bytes.length || bytes[i] === byte);

function detectLine(bytes: Buffer): Verdict {
  const end = bytes.indexOf(LF);
  const line = end === -1 ? bytes : bytes.subarray(0, end);
  if (line.includes(0) || line.length >= DETECT_MAX_BYTES) return 'refuse';
  const text = line.toString('latin1');
  if (IRC.some((command) => text.startsWith(command))) return 'irc';
  // "GET well soon" is a person: only the whole line tells
  if (end === -1) return 'undecided';
  if (HTTP_LINE.test(text)) return 'http';
  if (/^\[[^\]]+\] /.test(text)) return 'bracket';
  return /^[^>]+> /.test(text) ? 'line' : 'text';
}
