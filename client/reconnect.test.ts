import { describe, expect, it } from 'vitest';
import { RECONNECT_MS } from '../protocol/limits';
import { afterEnd, backOff, type Circumstances, type End } from './reconnect';

const at: Circumstances = {
  reconnect: true,
  tries: 0,
  now: 1_000_000,
  random: 0.5,
  absence: { since: 900_000, why: 'lost' },
  known: true,
};
const lost: End = { kind: 'lost', detail: 'ECONNRESET' };
const failed = (
  code: 'refused' | 'tls-failed' | 'full' | 'banned' | 'too-new' | 'not-sarangbang',
): End => ({
  kind: 'failed',
  failure: { code },
});

describe('back-off', () => {
  it('grows to its last value and stays there, spread by a fifth', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 99].map((tries) => backOff(tries, 0.5))).toEqual([
      ...RECONNECT_MS,
      30_000,
      30_000,
    ]);
    expect([backOff(0, 0), backOff(0, 1)]).toEqual([800, 1_200]);
  });
});

describe('after the end', () => {
  it('a lost line waits, since it was lost', () => {
    expect(afterEnd(lost, at)).toEqual({
      state: 'waiting',
      retryAt: 1_001_000,
      since: 900_000,
      why: 'lost',
    });
  });

  it('the host who closed the room is remembered while nobody answers', () => {
    const absence = { since: 900_000, why: 'closed' as const, by: '방장' };
    expect(afterEnd(failed('tls-failed'), { ...at, absence })).toMatchObject({
      why: 'closed',
      by: '방장',
    });
    expect(afterEnd(failed('refused'), { ...at, absence, tries: 2 })).toEqual({
      state: 'waiting',
      retryAt: 1_004_000,
      since: 900_000,
      why: 'closed',
      by: '방장',
      failure: { code: 'refused' },
    });
  });

  it('a failure that says more than nobody answers is shown as such', () => {
    expect(afterEnd(failed('full'), at)).toMatchObject({ state: 'waiting', why: 'failed' });
    const never = { ...at, absence: { since: null, why: 'lost' as const } };
    expect(afterEnd(failed('refused'), never)).toMatchObject({ why: 'failed', since: 1_000_000 });
  });

  it.each(['replaced', 'kicked', 'banned'] as const)('%s: rests until a person acts', (reason) => {
    expect(afterEnd({ kind: 'bye', reason, by: '방장' }, at)).toEqual({
      state: 'offline',
      why: reason,
      by: '방장',
    });
  });

  it('a ban and a version that does not fit end it too', () => {
    expect(afterEnd(failed('banned'), at)).toMatchObject({ state: 'offline', why: 'banned' });
    expect(afterEnd(failed('too-new'), at)).toMatchObject({ state: 'offline', why: 'failed' });
  });

  it('another service at the address ends a first visit, not one to a known server', () => {
    expect(afterEnd(failed('not-sarangbang'), at)).toMatchObject({ state: 'waiting' });
    expect(afterEnd(failed('not-sarangbang'), { ...at, known: false })).toMatchObject({
      state: 'offline',
    });
  });

  it('a restart and a slow reader come back quickly, but only the first time', () => {
    const wait = (end: End, tries: number) => {
      const status = afterEnd(end, { ...at, tries });
      return status.state === 'waiting' ? status.retryAt - at.now : Number.NaN;
    };
    expect(wait({ kind: 'bye', reason: 'slow' }, 0)).toBe(0);
    expect(wait({ kind: 'bye', reason: 'restarting' }, 0)).toBe(300);
    expect(wait({ kind: 'bye', reason: 'slow' }, 1)).toBe(2_000);
    expect(wait({ kind: 'bye', reason: 'restarting' }, 1)).toBe(2_000);
  });

  it('waits as long as the server says', () => {
    const end: End = { kind: 'failed', failure: { code: 'internal' }, retryAfterMs: 12_345 };
    expect(afterEnd(end, at)).toMatchObject({ retryAt: 1_012_345 });
  });

  it('one attempt only, where that was asked for', () => {
    expect(afterEnd(failed('refused'), { ...at, reconnect: false })).toEqual({
      state: 'offline',
      why: 'failed',
      failure: { code: 'refused' },
    });
    expect(afterEnd(lost, { ...at, reconnect: false })).toMatchObject({ state: 'offline' });
  });
});
