import { expect, test, vi } from 'vitest';
import { HOST_CRASH_WINDOW_MS, MAIN_PORT, PORT_TRIES } from '../../protocol/limits';
import type { ChildEvents, ServerChild } from './child';
import { createHost } from './host';
import type { RunningChange, StartOptions } from './messages';

const KEY = 'f'.repeat(43);
type Outcome = Awaited<ServerChild['started']>;

/** A fake process: it starts as told and dies when `crash` is called. */
const setUp = (outcome?: (options: StartOptions) => Outcome) => {
  const forks: Array<{ options: StartOptions; events: ChildEvents; crash(): void }> = [];
  const states: string[] = [];
  const changes: RunningChange[] = [];
  const stops: boolean[] = [];
  let now = 1_000_000;
  const onClosed = vi.fn();
  const onHandedOver = vi.fn();
  const host = createHost({
    fork(options, events) {
      forks.push({ options, events, crash: () => events.exit(false) });
      const facts = { name: options.name, port: options.port, fingerprint: KEY, epoch: 'e' };
      return {
        started: Promise.resolve(outcome?.(options) ?? { ok: true, facts }),
        change: async (change) => void changes.push(change),
        bring: async () => ({ code: 'internal' }),
        stop: async (_by, again) => {
          stops.push(again ?? false);
          events.exit(true);
        },
      };
    },
    base: () => ({ dataDir: '/data', hosts: [], version: '1', lanPort: null }),
    addresses: () => ['192.168.0.2'],
    now: () => now,
    onChange: (hosting) => states.push(hosting.state),
    onOpen: async () => {},
    onClosed,
    onHandedOver,
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { host, forks, states, changes, stops, onClosed, onHandedOver, pass };
};
const options = { name: '민수네', plain: 'loopback', discoverable: true } as const;

test('opens on the main port with further ports to try', async () => {
  const { host, forks, states } = setUp();
  const hosting = await host.start(options);
  expect(forks[0]?.options).toMatchObject({ port: MAIN_PORT, portTries: PORT_TRIES });
  expect(hosting).toMatchObject({
    state: 'open',
    server: KEY,
    addresses: [{ host: '192.168.0.2', port: MAIN_PORT }],
  });
  expect(hosting).not.toHaveProperty('wantedPort');
  expect(states).toEqual(['starting', 'open']);
});

test('says which port was wanted when another one was free', async () => {
  const facts = { name: 'n', port: MAIN_PORT + 2, fingerprint: KEY, epoch: 'e' };
  const { host } = setUp(() => ({ ok: true, facts }));
  expect(await host.start(options)).toMatchObject({ port: MAIN_PORT + 2, wantedPort: MAIN_PORT });
});

test('a port that was asked for is not replaced by another', async () => {
  const failure = { code: 'port-taken', detail: 'EADDRINUSE' } as const;
  const { host, forks } = setUp(() => ({ ok: false, failure }));
  expect(await host.start({ ...options, port: 9000 })).toEqual({ state: 'failed', ...failure });
  expect(forks[0]?.options).toMatchObject({ port: 9000, portTries: 0 });
});

test('a password is told to the server and never shown', async () => {
  const { host, forks } = setUp();
  const hosting = await host.start({ ...options, password: 'open sesame' });
  expect(forks[0]?.options.password).toBe('open sesame');
  expect(JSON.stringify(hosting)).not.toContain('sesame');
  expect(hosting).toMatchObject({ password: true });
});

test('starting twice is one start', async () => {
  const { host, forks } = setUp();
  await Promise.all([host.start(options), host.start(options)]);
  await host.start(options);
  expect(forks).toHaveLength(1);
});

test('a crash starts it again on the same port; a second one within a minute does not', async () => {
  const { host, forks, states } = setUp();
  await host.start(options);
  forks[0]?.crash();
  await vi.waitFor(() => expect(host.hosting.state).toBe('open'));
  expect(forks[1]?.options.port).toBe(MAIN_PORT);
  expect(host.hosting).toMatchObject({ restartedAt: 1_000_000 });
  forks[1]?.crash();
  await vi.waitFor(() => expect(host.hosting.state).toBe('failed'));
  expect(host.hosting).toMatchObject({ code: 'crashed' });
  expect(forks).toHaveLength(2);
  expect(states).toEqual(['starting', 'open', 'starting', 'open', 'failed']);
});

test('a crash long after another one is repaired again', async () => {
  const { host, forks, pass } = setUp();
  await host.start(options);
  forks[0]?.crash();
  await vi.waitFor(() => expect(host.hosting.state).toBe('open'));
  pass(HOST_CRASH_WINDOW_MS + 1);
  forks[1]?.crash();
  await vi.waitFor(() => expect(forks).toHaveLength(3));
  await vi.waitFor(() => expect(host.hosting.state).toBe('open'));
});

test('counts people, and stopping is not a crash', async () => {
  const { host, forks, onClosed } = setUp();
  await host.start(options);
  forks[0]?.events.people(3);
  expect(host.hosting).toMatchObject({ people: 3 });
  await host.stop('민수');
  expect(host.hosting).toEqual({ state: 'off' });
  expect(onClosed).toHaveBeenCalledWith('민수');
  expect(forks).toHaveLength(1);
});

test('a shutdown asked for by the host closes the room with that name', async () => {
  const { host, forks, onClosed } = setUp();
  await host.start(options);
  forks[0]?.events.shutdownAsked('수연');
  await vi.waitFor(() => expect(onClosed).toHaveBeenCalledWith('수연'));
});

test('what is changed while it is open is told to the server, and stands after a crash', async () => {
  const { host, forks, changes } = setUp();
  await host.start({ ...options, compat: [{ wire: 'mail', port: 8080, room: 'lobby' }] });
  expect(forks[0]?.options).toMatchObject({ discoverable: true, compat: [{ wire: 'mail' }] });
  const line = { wire: 'line', port: 8888, room: 'lobby' } as const;
  await host.change({ discoverable: false, compat: [line] });
  expect(changes).toEqual([{ discoverable: false, compat: [line] }]);
  await host.change({ news: '3시에 강당' });
  const news = { text: '3시에 강당', at: 1_000_000 };
  expect(changes.at(-1)).toEqual({ news });
  forks[0]?.events.compat([{ ...line, state: { state: 'open', people: 2 } }]);
  expect(host.hosting).toMatchObject({
    discoverable: false,
    news,
    compat: [{ wire: 'line', state: { people: 2 } }],
  });
  forks[0]?.crash();
  await vi.waitFor(() => expect(forks).toHaveLength(2));
  expect(forks[1]?.options).toMatchObject({ discoverable: false, compat: [line], news });
  await vi.waitFor(() => expect(host.hosting.state).toBe('open'));
  await host.change({ news: '' });
  expect(changes.at(-1)).toEqual({ news: null });
  expect(host.hosting).not.toHaveProperty('news');
  await host.stop();
  await expect(host.change({ news: 'x' })).rejects.toThrow('no room');
});

test('handed over, it is neither closed nor opened again here', async () => {
  const { host, forks, onClosed, onHandedOver } = setUp();
  await host.start(options);
  forks[0]?.events.handedOver('지훈');
  await vi.waitFor(() => expect(onHandedOver).toHaveBeenCalledOnce());
  expect(host.hosting).toEqual({ state: 'off' });
  expect(onClosed).not.toHaveBeenCalled();
  expect(forks).toHaveLength(1);
});

test('a new key: the same room again at the same port, and only once', async () => {
  const { host, forks, states, stops, onClosed } = setUp();
  await host.start(options);
  await host.change({ news: '3시에 모여요' });
  expect(await host.renewKey()).toMatchObject({ state: 'open', news: { text: '3시에 모여요' } });
  expect(forks[1]?.options).toMatchObject({ renewKey: true, name: '민수네', port: MAIN_PORT });
  expect(stops).toEqual([true]);
  expect(states.slice(-2)).toEqual(['starting', 'open']);
  expect(onClosed).not.toHaveBeenCalled();
  // A crash afterwards opens it with the key that it has by then.
  forks[1]?.crash();
  await vi.waitFor(() => expect(host.hosting.state).toBe('open'));
  expect(forks[2]?.options).not.toHaveProperty('renewKey');
  await host.stop();
  expect(() => host.renewKey()).toThrow('no room');
});
