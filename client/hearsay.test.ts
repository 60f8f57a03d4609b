import { describe, expect, it } from 'vitest';
import { HEARSAY_EVERY_MS, INVITE_HOSTS_MAX } from '../protocol/limits';
import type { ServerStatus } from '../protocol/views';
import { Hearsay, heed } from './hearsay';

const key = 'k'.repeat(43);
const waiting: ServerStatus = { state: 'waiting', retryAt: 1, since: 0, why: 'lost' };
const online: ServerStatus = { state: 'online', secure: true };
const keyChanged: ServerStatus = {
  state: 'question',
  question: { kind: 'key-changed', server: 's', known: key, fingerprint: 'n'.repeat(43) },
};
const old = { host: '192.168.0.2', port: 7878 };
const moved = { host: '192.168.0.9', port: 7878 };

describe('what is done about a server heard elsewhere', () => {
  it.each<[string, ServerStatus, boolean, boolean, boolean, ReturnType<typeof heed>]>([
    ['waiting, and it is new', waiting, true, false, false, 'look'],
    ['waiting, and it was quiet for a while', waiting, false, true, false, 'look'],
    ['waiting, just after it was looked for', waiting, false, false, false, null],
    ['finding it', { state: 'connecting', step: 'finding' }, true, true, false, 'look'],
    ['shaking hands', { state: 'connecting', step: 'entering' }, true, true, false, null],
    ['another key at the old address', keyChanged, true, true, false, 'look'],
    ['asking for a password', passwordAsked(), true, true, false, null],
    ['online there', online, true, true, true, null],
    ['online, but not there', online, true, true, false, 'doubt'],
    ['offline by choice', { state: 'offline', why: 'user' }, true, true, false, null],
  ])('%s', (_name, status, fresh, rested, here, expected) => {
    expect(heed({ status, fresh, rested, here })).toBe(expected);
  });
});

function passwordAsked(): ServerStatus {
  return { state: 'question', question: { kind: 'password', wrong: false } };
}

describe('addresses that were heard', () => {
  const at = (now: number) => ({ status: waiting, known: [old], here: null, now });

  it('are news once, and then a sign of life every now and then', () => {
    const hearsay = new Hearsay();
    expect(hearsay.hear([moved], at(0))).toBe('look');
    expect(hearsay.hear([moved], at(1))).toBeNull();
    expect(hearsay.hear([moved], at(HEARSAY_EVERY_MS))).toBe('look');
    expect(hearsay.addresses).toEqual([moved]);
  });

  it('are not kept when they are known anyway', () => {
    const hearsay = new Hearsay();
    expect(hearsay.hear([old], at(0))).toBe('look');
    expect(hearsay.addresses).toEqual([]);
  });

  it('are bounded, the newest first', () => {
    const hearsay = new Hearsay();
    for (let n = 0; n < 50; n += 1) hearsay.hear([{ host: '10.0.0.1', port: 1000 + n }], at(n));
    expect(hearsay.addresses).toHaveLength(INVITE_HOSTS_MAX);
    expect(hearsay.addresses[0]?.port).toBe(1049);
  });
});
