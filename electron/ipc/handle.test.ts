import { beforeEach, expect, test, vi } from 'vitest';
import { type CallName, calls } from '../../protocol/ipc';
import { createDoor, type Handlers } from './handle';

const ORIGIN = 'app://sarangbang';
const mainFrame = { origin: ORIGIN };
const handlers = Object.fromEntries(
  (Object.keys(calls) as CallName[]).map((name) => [name, vi.fn()]),
) as unknown as Handlers;
const report = vi.fn();
const door = createDoor({
  handlers,
  isMainFrame: (frame) => frame === mainFrame,
  origin: ORIGIN,
  checkOutput: true,
  report,
});
const sender = { id: 7 };
const fromPage = { senderFrame: mainFrame, sender };

beforeEach(() => vi.clearAllMocks());

test('the main frame is answered, with what the schema makes of its input', async () => {
  const read = vi.mocked(handlers.read);
  const input = { server: 's', room: 'lobby', seq: 3, more: 'unknown' };
  expect(await door(fromPage, 'read', input)).toEqual({ ok: true, value: undefined });
  expect(read).toHaveBeenCalledWith({ server: 's', room: 'lobby', seq: 3 }, 7);
});

test.each([
  ['no frame', { senderFrame: null, sender }],
  ['another frame of the same origin', { senderFrame: { origin: ORIGIN }, sender }],
])('%s is denied before its input is looked at', async (_what, event) => {
  expect(await door(event, 'copy', { text: 'a' })).toMatchObject({ ok: false, code: 'denied' });
  expect(handlers.copy).not.toHaveBeenCalled();
});

test('the main frame at another address is denied', async () => {
  const elsewhere = { origin: 'https://example.org' };
  const open = createDoor({
    handlers,
    isMainFrame: (frame) => frame === elsewhere,
    origin: ORIGIN,
    checkOutput: true,
    report,
  });
  expect(await open({ senderFrame: elsewhere, sender }, 'copy', { text: 'a' })).toMatchObject({
    code: 'denied',
  });
});

test.each([
  ['nothing', undefined],
  ['a number', 7],
  ['another shape', { text: 1 }],
  ['too much', { text: 'x'.repeat(9000) }],
])('copy with %s is refused with a reason', async (_what, input) => {
  expect(await door(fromPage, 'copy', input)).toMatchObject({ ok: false, code: 'bad-input' });
  expect(handlers.copy).not.toHaveBeenCalled();
});

test.each(['no-such-call', '__proto__', 'toString', '', 7, null])(
  'the name %j is refused',
  async (name) => {
    expect(await door(fromPage, name, undefined)).toMatchObject({ ok: false, code: 'bad-input' });
  },
);

test('a refusal is reported without the content of what was sent', async () => {
  await door(fromPage, 'post', { server: 's', room: 'secret words', text: 'secret words' });
  expect(report).toHaveBeenCalledOnce();
  expect(report.mock.calls.join()).not.toContain('secret words');
});

test('an error of a handler travels as a refusal', async () => {
  vi.mocked(handlers.reconnect).mockImplementation(() => {
    throw new Error('no such server');
  });
  expect(await door(fromPage, 'reconnect', { server: 's' })).toEqual({
    ok: false,
    code: 'failed',
    message: 'no such server',
  });
});

test('an answer of another shape does not get out', async () => {
  vi.mocked(handlers.connect).mockReturnValue({ attempt: 5 } as never);
  const input = { target: { hosts: [{ host: 'a', port: 1 }] }, name: 'n' };
  expect(await door(fromPage, 'connect', input)).toMatchObject({ ok: false, code: 'failed' });
});
