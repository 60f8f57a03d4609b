/** Announcements and questions as bytes: JSON in one datagram (docs/wires/discovery.md). */
import { type Announcement, announcement, LAN_VERSION, question } from '../protocol/lan';
import { LAN_DATAGRAM_MAX_BYTES } from '../protocol/limits';
import { parseJson } from '../protocol/wire/frame';

export type Heard = { kind: 'who' } | { kind: 'announcement'; announcement: Announcement };

/** Null: too large, not ours, or of a kind that is not known here. */
export function readDatagram(bytes: Uint8Array): Heard | null {
  if (bytes.length > LAN_DATAGRAM_MAX_BYTES) return null;
  let value: unknown;
  try {
    value = parseJson(bytes);
  } catch {
    return null;
  }
  if (question.safeParse(value).success) return { kind: 'who' };
  const read = announcement.safeParse(value);
  return read.success ? { kind: 'announcement', announcement: read.data } : null;
}

export const QUESTION: Uint8Array = Buffer.from(
  JSON.stringify({ app: 'sarangbang', v: LAN_VERSION, kind: 'who' }),
);

export type Facts = Omit<Announcement, 'app' | 'v' | 'kind'>;

/**
 * One announcement. What can be done without is left out when it would not fit: the news, then
 * whose computer it is. Throws when the facts are not what the schema says.
 */
export function writeAnnouncement(kind: Announcement['kind'], facts: Facts): Uint8Array {
  const whole = announcement.parse({ app: 'sarangbang', v: LAN_VERSION, kind, ...facts });
  const { news: _news, ...withoutNews } = whole;
  const { host: _host, ...bare } = withoutNews;
  for (const shorter of [whole, withoutNews, bare]) {
    const bytes = Buffer.from(JSON.stringify(shorter));
    if (bytes.length <= LAN_DATAGRAM_MAX_BYTES) return bytes;
  }
  throw new RangeError('the announcement does not fit into one datagram');
}
