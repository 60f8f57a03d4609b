/** Badge and tray: what counts, what is on the screen, and mutes that end by themselves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settings } from '../../protocol/settings';
import { ruleKey } from '../../protocol/telling';
import { roomView } from '../../protocol/testing/room-view';
import type { RoomView } from '../../protocol/views';
import { wordsIn } from '../i18n/words';
import { createDesk, type DeskDeps } from './desk';

const room = (id: string, more: Partial<RoomView>): RoomView =>
  roomView(id, { head: 9, last: 9, ...more });

let rooms: RoomView[];
let chosen = settings.parse({});
const showBadge = vi.fn<DeskDeps['showBadge']>();
const showTray = vi.fn<DeskDeps['showTray']>();
const close = vi.fn();
const show = vi.fn<DeskDeps['notifier']['show']>(() => ({ close }));
const land = vi.fn<DeskDeps['land']>();
let focused = true;

const open = () =>
  createDesk({
    notifier: { show },
    servers: () => [
      {
        id: 's',
        name: '우리 반',
        me: { id: 'me', name: '민수', role: 'moderator' },
        rooms: () => rooms,
      },
    ],
    settings: () => chosen,
    words: () => wordsIn('ko'),
    hosting: () => ({ state: 'off' }),
    isFocused: () => focused,
    showBadge,
    showTray,
    land,
    answer() {},
    chime() {},
    canReply: false,
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  focused = true;
  chosen = settings.parse({});
  rooms = [
    room('lobby', { unread: 4, mentions: 1 }),
    room('quiet', { unread: 2 }),
    room('dm', { kind: 'direct', unread: 3, name: '지훈' }),
  ];
});
afterEach(() => vi.useRealTimers());

test('a number for what is meant for me, a dot for the rest; the tray names the most urgent first', () => {
  const desk = open();
  desk.refresh();
  desk.refresh();
  vi.runAllTicks();
  vi.advanceTimersByTime(0);
  expect(showBadge.mock.calls).toEqual([[{ count: 4, dot: true }]]);
  expect(showTray.mock.lastCall?.[0].rooms.map(({ name }) => name)).toEqual([
    '지훈',
    '로비',
    'quiet',
  ]);
});

test('what is on the screen is not counted', () => {
  const desk = open();
  desk.looking(1, { server: 's', room: 'lobby' });
  vi.advanceTimersByTime(0);
  expect(showBadge).toHaveBeenLastCalledWith({ count: 3, dot: true });
  desk.looking(1, null);
  vi.advanceTimersByTime(0);
  expect(showBadge).toHaveBeenLastCalledWith({ count: 4, dot: true });
});

test('while messages keep coming it is drawn four times a second, and what I do at once', () => {
  const { ear, looking } = open();
  for (let ms = 0; ms < 990; ms += 10) {
    ear.rooms('s', rooms);
    vi.advanceTimersByTime(10);
  }
  expect(showBadge).toHaveBeenCalledTimes(4);
  looking(1, { server: 's', room: 'lobby' });
  vi.advanceTimersByTime(0);
  expect(showBadge).toHaveBeenCalledTimes(5);
  expect(showBadge).toHaveBeenLastCalledWith({ count: 3, dot: true });
  ear.rooms('s', rooms);
  vi.advanceTimersByTime(1_000);
  expect(showBadge).toHaveBeenCalledTimes(6);
});

test('a mute and do-not-disturb end by themselves', () => {
  const end = Date.now() + 60_000;
  const dndUntil = Date.now() + 30_000;
  chosen = settings.parse({
    dndUntil,
    roomRules: { [ruleKey('s', 'quiet')]: { mutedUntil: end } },
  });
  rooms = [room('quiet', { unread: 2 })];
  open().refresh();
  vi.advanceTimersByTime(0);
  expect(showBadge).toHaveBeenLastCalledWith({ count: 0, dot: false });
  expect(showTray.mock.lastCall?.[0].dnd).toBe(true);
  vi.advanceTimersByTime(30_010);
  expect(showTray.mock.lastCall?.[0].dnd).toBe(false);
  expect(showBadge).toHaveBeenLastCalledWith({ count: 0, dot: false });
  vi.advanceTimersByTime(30_010);
  expect(showBadge).toHaveBeenLastCalledWith({ count: 0, dot: true });
});

test('a knock is told once to whoever looks elsewhere, and leads to where they wait', () => {
  focused = false;
  const { ear, focus } = open();
  const knock = (id: string, name: string) => ({
    ...{ id, name, wire: 'app' as const, address: '10.0.0.3', since: 1 },
  });
  ear.knocks('s', [knock('w1', '서연')]);
  ear.knocks('s', [knock('w1', '서연')]);
  expect(show.mock.calls.map(([{ title, body }]) => [title, body])).toEqual([
    ['우리 반', '서연 님이 들어오고 싶어 해요'],
  ]);
  show.mock.lastCall?.[1].click();
  expect(land).toHaveBeenCalledWith({ server: 's', room: 'lobby' });
  ear.knocks('s', [knock('w1', '서연'), knock('w2', '유나')]);
  expect(show.mock.lastCall?.[0].body).toBe('유나 님 외 1명이 들어오고 싶어 해요');
  expect(close).toHaveBeenCalledTimes(1);
  ear.knocks('s', []);
  expect(close).toHaveBeenCalledTimes(2);

  // Not to whoever sees it, and not when nothing is to pop up, or is not wanted.
  const quiet = () => {
    show.mockClear();
    ear.knocks('s', [knock('w3', '한결')]);
    ear.knocks('s', []);
    return show.mock.calls.length;
  };
  chosen = settings.parse({ dndUntil: Date.now() + 60_000 });
  expect(quiet()).toBe(0);
  chosen = settings.parse({ tellAsking: false });
  expect(quiet()).toBe(0);
  chosen = settings.parse({ hideText: true });
  expect(quiet()).toBe(1);
  expect(show.mock.lastCall?.[0].body).not.toContain('한결');
  chosen = settings.parse({});
  focused = true;
  focus(true);
  expect(quiet()).toBe(0);
});

test('a raised hand is told to whoever leads the room, until it is lowered', () => {
  focused = false;
  const { ear } = open();
  const hand = (user: string, on: boolean) => ({
    ...{ kind: 'hand' as const, room: 'quiet', seq: 4, prev: 3, ts: 1 },
    ...{ by: user, name: '서연', user, on },
  });
  ear.heard('s', [hand('me', true)], true);
  ear.heard('s', [hand('k1', true)], false);
  expect(show).not.toHaveBeenCalled();
  ear.heard('s', [hand('k2', true)], true);
  expect(show.mock.lastCall?.[0]).toMatchObject({
    title: '#quiet',
    body: '서연 님이 손을 들었어요',
  });
  show.mock.lastCall?.[1].click();
  expect(land).toHaveBeenCalledWith({ server: 's', room: 'quiet' });
  ear.heard('s', [hand('k2', false)], true);
  expect(close).toHaveBeenCalledTimes(1);
});
