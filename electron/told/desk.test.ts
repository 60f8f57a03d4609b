/** Badge and tray: what counts, what is on the screen, and mutes that end by themselves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settings } from '../../protocol/settings';
import { ruleKey } from '../../protocol/telling';
import type { RoomView } from '../../protocol/views';
import { wordsIn } from '../i18n/words';
import { createDesk, type DeskDeps } from './desk';

const room = (id: string, more: Partial<RoomView>): RoomView => ({
  id,
  kind: 'room',
  name: id,
  topic: '',
  access: 'open',
  owner: null,
  members: 3,
  joined: true,
  head: 9,
  last: 9,
  read: 0,
  unread: 0,
  mentions: 0,
  draft: '',
  draftAt: 0,
  ...more,
});

let rooms: RoomView[];
let chosen = settings.parse({});
const showBadge = vi.fn<DeskDeps['showBadge']>();
const showTray = vi.fn<DeskDeps['showTray']>();
const close = vi.fn();

const open = () =>
  createDesk({
    notifier: { show: () => ({ close }) },
    servers: () => [
      { id: 's', name: '우리 반', me: { id: 'me', name: '민수' }, rooms: () => rooms },
    ],
    settings: () => chosen,
    words: () => wordsIn('ko'),
    hosting: () => ({ state: 'off' }),
    isFocused: () => true,
    showBadge,
    showTray,
    land() {},
    answer() {},
    chime() {},
    canReply: false,
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
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
