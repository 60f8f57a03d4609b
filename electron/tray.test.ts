import { expect, test, vi } from 'vitest';
import type { Hosting } from '../protocol/ipc';
import { TRAY_ROOMS_MAX } from '../protocol/limits';
import { wordsIn } from './i18n/words';

vi.mock('electron', () => ({ Menu: {}, Tray: class {}, nativeImage: {}, nativeTheme: {} }));

const { trayIcon, trayMenu, trayTip } = await import('./tray');
type TrayState = Parameters<typeof trayIcon>[0];

const off: TrayState = {
  hosting: { state: 'off' },
  badge: { count: 0, dot: false },
  rooms: [],
  away: false,
  dnd: false,
  sound: false,
};
const open = { state: 'open', name: '우리 반', people: 3 } as Hosting;
const room = (n: number) => ({ server: 's', room: `r${n}`, name: `방 ${n}`, unread: n });
const acts = {
  open: vi.fn(),
  land: vi.fn(),
  invite: vi.fn(),
  away: vi.fn(),
  dnd: vi.fn(),
  sound: vi.fn(),
  quit: vi.fn(),
};

test.each([
  [off, 'idle', '사랑방'],
  [{ ...off, badge: { count: 0, dot: true } }, 'idle-unread', '사랑방 · 새 메시지 있음'],
  [{ ...off, hosting: open }, 'hosting', '우리 반 열려 있음 · 3명 접속 중'],
  [
    { ...off, hosting: open, badge: { count: 2, dot: true } },
    'hosting-unread',
    '우리 반 열려 있음 · 3명 접속 중 · 나에게 온 것 2개',
  ],
] as const)('what the lantern shows: %#', (state, icon, tip) => {
  expect(trayIcon(state)).toBe(icon);
  expect(trayTip(state, wordsIn('ko'))).toBe(tip);
});

const labels = (state: TrayState) =>
  trayMenu(state, wordsIn('en'), acts).map(({ label, type }) => label ?? type);
const press = (state: TrayState, ...path: string[]) => {
  let items = trayMenu(state, wordsIn('en'), acts);
  for (const label of path) {
    const item = items.find((one) => one.label === label);
    if (Array.isArray(item?.submenu)) items = item.submenu;
    else (item as { click(): void }).click();
  }
};

test('offers what can be done, and names rooms with something unread, a few of them', () => {
  expect(labels(off)).toEqual([
    'Open Sarangbang',
    'separator',
    'Status',
    'Do not disturb',
    'Sound',
    'separator',
    'Quit',
  ]);
  const busy = { ...off, hosting: open, rooms: Array.from({ length: 9 }, (_, n) => room(n + 1)) };
  const named = labels(busy).filter((label) => label?.startsWith('방'));
  expect(named).toHaveLength(TRAY_ROOMS_MAX);
  expect(labels(busy)).toContain(wordsIn('en').invite);
  expect(labels(busy).at(-1)).toBe('Close the room and quit');
  press(busy, '방 2 (2)');
  expect(acts.land).toHaveBeenCalledWith(room(2));
  press(busy, 'Status', 'Away');
  expect(acts.away).toHaveBeenCalledWith(true);
  press(busy, 'Do not disturb', 'Until tomorrow');
  expect(acts.dnd).toHaveBeenLastCalledWith('tomorrow');
  press({ ...busy, dnd: true }, 'Do not disturb', 'Turn off');
  expect(acts.dnd).toHaveBeenLastCalledWith(null);
  press({ ...busy, sound: true }, 'Sound');
  expect(acts.sound).toHaveBeenCalledWith(false);
});
