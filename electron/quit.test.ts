import { expect, test, vi } from 'vitest';
import type { Hosting } from '../protocol/ipc';
import { createQuit, guestsIn, mustAsk, onWindowClose } from './quit';

const open = (people: number): Hosting => ({
  state: 'open',
  server: 's',
  name: '민수네',
  port: 7878,
  addresses: [],
  fingerprint: 'f'.repeat(43),
  people,
  password: false,
  plain: 'loopback',
  discoverable: true,
  compat: [],
});
const off: Hosting = { state: 'off' };

test('guests are everybody but the host', () => {
  expect([off, open(0), open(1), open(5)].map(guestsIn)).toEqual([0, 0, 0, 4]);
});

test('only with guests a person is asked, and never when the system is going down', () => {
  expect(mustAsk(open(1), false)).toBe(false);
  expect(mustAsk(open(2), false)).toBe(true);
  expect(mustAsk(open(2), true)).toBe(false);
});

test.each([
  [open(1), true, false, 'tray'],
  [open(1), true, true, 'tray'],
  [open(3), false, false, 'quit'],
  [off, true, false, 'quit'],
  [off, true, true, 'hide'],
] as const)('closing the window: %#', (hosting, closeToTray, mac, expected) => {
  expect(onWindowClose(hosting, { closeToTray }, mac)).toBe(expected);
});

const setUp = (hosting: Hosting) => {
  const deps = {
    hosting: () => hosting,
    ask: vi.fn(),
    toTray: vi.fn(),
    shutDown: vi.fn(() => Promise.resolve()),
    exit: vi.fn(),
  };
  return { ...deps, quit: createQuit(deps) };
};

test('alone, quitting ends the app after everything has stopped', async () => {
  const { quit, ask, shutDown, exit } = setUp(open(1));
  quit.request();
  quit.request();
  await vi.waitFor(() => expect(exit).toHaveBeenCalledOnce());
  expect(shutDown).toHaveBeenCalledOnce();
  expect(ask).not.toHaveBeenCalled();
});

test('with guests it asks, and does what was decided', async () => {
  const { quit, ask, toTray, exit } = setUp(open(3));
  quit.request();
  expect(ask).toHaveBeenCalledWith(2);
  quit.decide('cancel');
  quit.decide('tray');
  expect(toTray).toHaveBeenCalledOnce();
  expect(quit.ending).toBe(false);
  quit.decide('close');
  expect(quit.ending).toBe(true);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledOnce());
});
