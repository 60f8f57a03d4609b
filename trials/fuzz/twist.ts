/**
 * What is done to a value before it is sent: mostly nothing or one thing to its structure, so that
 * it still reads as what it was and gets past the schemas; sometimes something to its bytes.
 */
import { mutate } from '../../server/testing/mutate';
import { pick } from './sample';

type Random = () => number;

const DEEP = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown;

/** Values that readers of JSON meet when somebody means them harm. */
export const NASTY: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e나쁜',
  '가'.repeat(5000),
  '👩‍👩‍👧‍👦'.repeat(40),
  'a\u0301'.repeat(300),
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE events; --",
  '%n%s%x',
  'constructor',
  '__proto__',
  [],
  {},
  [[]],
  DEEP,
  { toString: 1 },
  { length: 1e9 },
];
const KEYS = ['t', 'verb', 'id', 'n', 'room', '__proto__', 'constructor', 'toString', '', '0'];

/** A copy with one thing changed somewhere inside. */
export function twist(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return twistList(value, random);
  if (typeof value === 'object' && value !== null) return twistObject(value, random);
  return pick(NASTY, random);
}

function twistList(list: readonly unknown[], random: Random): unknown {
  const at = Math.floor(random() * (list.length + 1));
  switch (Math.floor(random() * 4)) {
    case 0:
      return list.toSpliced(at, 0, pick(NASTY, random));
    case 1:
      return list.toSpliced(at, 1);
    case 2:
      return Array.from({ length: 300 }, () => list[0] ?? 0);
    default:
      return list.length === 0 ? pick(NASTY, random) : change(list, at % list.length, random);
  }
}

const change = (list: readonly unknown[], at: number, random: Random) =>
  list.with(at, twist(list[at], random));

function twistObject(value: object, random: Random): unknown {
  const entries = Object.entries(value);
  const at = Math.floor(random() * entries.length);
  const [key, inner] = entries[at] ?? ['x', 1];
  const kind = random();
  if (kind < 0.6) return { ...value, [key]: twist(inner, random) };
  if (kind < 0.75) return Object.fromEntries(entries.filter((_, i) => i !== at));
  if (kind < 0.9) return Object.fromEntries([...entries, [pick(KEYS, random), inner]]);
  return random() < 0.5 ? { ...value, [key]: { [key]: inner } } : pick(NASTY, random);
}

export interface Shares {
  /** Of inputs that are sent as they are. */
  whole: number;
  /** Of the others, those whose bytes are changed and not their structure. */
  bytes: number;
}

/** As JSON, and nothing, its structure or its bytes changed. */
export function twistedJson(value: unknown, random: Random, { whole, bytes }: Shares): Buffer {
  if (random() < whole) return Buffer.from(JSON.stringify(value));
  if (random() < bytes) return mutate(Buffer.from(JSON.stringify(value)), random);
  return Buffer.from(JSON.stringify(twist(value, random)) ?? 'null');
}
