import { expect, test } from 'vitest';
import { applyPush } from './apply-push';
import { room, server } from './fixtures';
import { putServer } from './slices/servers';
import { selectStillRoom, selectStillServer } from './still';
import { initialState, type State } from './store';

const view = server();
const start: State = {
  ...initialState,
  ...putServer(initialState, view),
  openServer: view.id,
};
const tell = (state: State, more: Parameters<typeof room>[2]): State => ({
  ...state,
  ...applyPush(state, 'rooms', { server: view.id, rooms: [room('lobby', '공지', more)] }, 0),
});

test('a message leaves the open server and room what they were', () => {
  const before = [selectStillServer(start), selectStillRoom(start)];
  expect(before).not.toContain(null);
  let state = start;
  for (let n = 1; n <= 5; n += 1) state = tell(state, { last: n, head: n, unread: n, mentions: n });
  expect(
    [selectStillServer(state), selectStillRoom(state)].map((now, i) => now === before[i]),
  ).toEqual([true, true]);
});

test.each([
  ['a topic', { topic: '내일' }],
  ['what is pinned', { pins: [3] }],
  ['a draft', { draft: 'half' }],
])('%s is a change of both', (_what, more) => {
  const before = [selectStillServer(start), selectStillRoom(start)];
  const state = tell(start, more);
  expect(selectStillServer(state)).not.toBe(before[0]);
  expect(selectStillRoom(state)).toMatchObject(more);
});

test('what else is told of the server is a change of it, and none of the room', () => {
  const before = [selectStillServer(start), selectStillRoom(start)];
  const status = { state: 'connecting', step: 'finding' } as const;
  const told = applyPush(start, 'server.status', { server: view.id, status }, 0);
  const state = { ...start, ...told };
  expect(selectStillServer(state)?.status).toEqual(status);
  expect(selectStillRoom(state)).toBe(before[1]);
});
