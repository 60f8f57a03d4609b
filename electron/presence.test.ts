import { expect, test, vi } from 'vitest';
import { AWAY_AFTER_S, AWAY_LOOK_MS } from '../protocol/limits';
import { settings } from '../protocol/settings';
import { ALWAYS } from '../protocol/told-settings';
import { createPresence, presenceOf } from './presence';

const NOW = 1_000_000;
const here = { idleSeconds: 0, locked: false, now: NOW };
const gone = { ...here, idleSeconds: AWAY_AFTER_S };

test.each([
  ['here', {}, here, 'online'],
  ['a while without a key', {}, gone, 'away'],
  ['just before that', {}, { ...gone, idleSeconds: AWAY_AFTER_S - 1 }, 'online'],
  ['a while without a key, not to be shown', { awayWhenIdle: false }, gone, 'online'],
  ['behind a locked screen', {}, { ...here, locked: true }, 'away'],
  ['away by choice', { availability: 'away', dndUntil: ALWAYS }, here, 'away'],
  ['not to be disturbed', { dndUntil: NOW + 1 }, gone, 'dnd'],
  ['to be disturbed again', { dndUntil: NOW }, here, 'online'],
] as const)('%s', (_what, chosen, seen, expected) => {
  expect(presenceOf(settings.parse(chosen), seen)).toBe(expected);
});

test('tells each change once, comes back at once, and tells every new connection', () => {
  vi.useFakeTimers();
  const tell = vi.fn();
  let idleSeconds = AWAY_AFTER_S;
  let chosen = settings.parse({});
  const clearStatus = vi.fn(() => {
    chosen = { ...chosen, status: null };
  });
  const keeper = createPresence({
    settings: () => chosen,
    clearStatus,
    idleSeconds: () => idleSeconds,
    tell,
    now: () => Date.now(),
  });
  keeper.look();
  keeper.look();
  expect(tell.mock.calls).toEqual([['away', null]]);
  keeper.arrived('s');
  expect(tell).toHaveBeenLastCalledWith('away', null, 's');
  idleSeconds = 0;
  vi.advanceTimersByTime(AWAY_LOOK_MS);
  expect(tell).toHaveBeenLastCalledWith('online', null);
  tell.mockClear();
  keeper.arrived('s');
  expect(tell).not.toHaveBeenCalled();

  const status = { emoji: '🍚', text: '점심', until: Date.now() + 60_000 };
  chosen = { ...chosen, status };
  keeper.look();
  expect(tell).toHaveBeenLastCalledWith('online', status);
  vi.advanceTimersByTime(90_000);
  expect(clearStatus).toHaveBeenCalled();
  expect(tell).toHaveBeenLastCalledWith('online', null);
  keeper.stop();
  vi.useRealTimers();
});
