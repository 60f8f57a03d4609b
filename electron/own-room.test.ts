import { expect, it } from 'vitest';
import type { HostOptions } from '../protocol/settings';
import type { Fork } from './embedded/child';
import type { RunningChange } from './embedded/messages';
import { createOwnRoom } from './own-room';

type Deps = Parameters<typeof createOwnRoom>[0];

/** A room whose process does what it is told only when `done` is called. */
function setUp() {
  const changes: RunningChange[] = [];
  const amended: Partial<HostOptions>[] = [];
  const waiting: (() => void)[] = [];
  const fork: Fork = ({ name, port }) => ({
    started: Promise.resolve({ ok: true, facts: { name, port, fingerprint: 'f', epoch: 'e' } }),
    change(change) {
      changes.push(change);
      return new Promise((resolve) => waiting.push(resolve));
    },
    bring: async () => ({ code: 'internal' }),
    stop: async () => {},
  });
  const inside = {
    watch({ ready }: { ready(): void }) {
      queueMicrotask(ready);
      return () => {};
    },
  };
  const deps = {
    fork,
    file: {
      last: null,
      remember() {},
      amend: (kept: Partial<HostOptions>) => void amended.push(kept),
    },
    servers: { ownName: () => '민수', openOwn: () => inside },
    settings: { value: {}, update() {} },
    onChange() {},
    dataDir: '/data',
    user: 'u',
    version: '1',
    lanPort: null,
    firstPort: 7000,
  };
  const room = createOwnRoom(deps as unknown as Deps);
  const done = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  return { room, changes, amended, done };
}

it('a switch that is pressed while another one still takes effect does not undo it', async () => {
  const { room, changes, amended, done } = setUp();
  await room.start({ name: '민수네', plain: 'loopback', discoverable: false });
  const both = [
    room.change({ wire: { wire: 'line', on: true } }),
    room.change({ wire: { wire: 'mail', on: true } }),
  ];
  const line = { wire: 'line', port: 8888, room: 'lobby' };
  const mail = { wire: 'mail', port: 8080, room: 'lobby' };
  expect(changes).toEqual([{ compat: [line] }, { compat: [line, mail] }]);
  done();
  await Promise.all(both);
  expect(amended.at(-1)).toEqual({ compat: [line, mail] });
});
