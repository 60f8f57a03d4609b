import { describe, expect, it } from 'vitest';
import type { ServerStatus } from '../../../protocol/views';
import { stripOf } from './strip-of';

const at = 1_700_000_000_000;
const waiting = (more: object = {}): ServerStatus => ({
  state: 'waiting',
  since: at,
  retryAt: at + 8000,
  why: 'lost',
  ...more,
});
const online: ServerStatus = { state: 'online', secure: true };

describe('the strip', () => {
  it.each<[string, ServerStatus, number, object | null]>([
    ['online', online, 0, null],
    ['a moment of silence', waiting(), 1900, null],
    ['the countdown', waiting(), 2000, { kind: 'countdown', seconds: 6 }],
    ['the last second', waiting(), 7999, { kind: 'countdown', seconds: 1 }],
    ['the attempt itself', waiting(), 8000, { kind: 'trying' }],
    ['a long absence', waiting({ retryAt: at + 90_000 }), 60_001, { kind: 'long' }],
    [
      'a closed room',
      waiting({ why: 'closed', by: '김민수' }),
      0,
      { kind: 'closed', by: '김민수' },
    ],
    ['going offline', { state: 'offline', why: 'user' }, 0, { kind: 'offline' }],
    ['a newer connection', { state: 'offline', why: 'replaced' }, 0, { kind: 'replaced' }],
    ['being removed', { state: 'offline', why: 'kicked' }, 0, { kind: 'kicked' }],
  ])('for %s', (_name, status, after, expected) => {
    const strip = stripOf({ status, back: undefined, waiting: false, now: at + after });
    expect(strip).toEqual(expected);
  });

  it('is calm when one chose to wait for the room to reopen', () => {
    const status = waiting({ why: 'closed' });
    expect(stripOf({ status, back: undefined, waiting: true, now: at })).toEqual({
      kind: 'reopening',
    });
  });

  it('tells what went out and came in after an absence, if anything did', () => {
    const input = { status: online, waiting: false, now: at };
    expect(stripOf({ ...input, back: { sent: 3, received: 12 } })).toEqual({
      kind: 'back',
      sent: 3,
      received: 12,
    });
    expect(stripOf({ ...input, back: { sent: 0, received: 0 } })).toBeNull();
  });
});
