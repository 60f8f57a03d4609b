import { expect, it } from 'vitest';
import { applyPush } from './apply-push';
import { useStore } from './store';

const FRAME = { server: 's1', id: 'a'.repeat(22), by: '민수', to: '지훈' } as const;

it('a hand-over that is done asks nobody anything any more', () => {
  const state = { ...useStore.getState(), dialog: 'hand-over' as const };
  const moving = applyPush(state, 'handover', { ...FRAME, state: 'moving', part: 0.5 }, 0);
  expect(moving).toMatchObject({ handover: { state: 'moving', part: 0.5 } });
  const done = applyPush(state, 'handover', { ...FRAME, state: 'done' }, 0);
  expect(done).toEqual({ handover: null, paused: null, dialog: null });
});

it('a server under another id keeps the place of the window', () => {
  const state = { ...useStore.getState(), openServer: 's1', openRooms: { s1: 'lobby' } };
  expect(applyPush(state, 'succeeded', { from: 's1', to: 's2', name: '지훈' }, 0)).toEqual({
    openServer: 's2',
    openRooms: { s2: 'lobby' },
    succeeded: { server: 's2', name: '지훈' },
    movedTo: 's2',
    paused: null,
  });
  expect(applyPush(state, 'succeeded', { from: 's1', to: 's2' }, 0)).not.toHaveProperty(
    'succeeded',
  );
});

it('whoever takes no part is told that the room is paused, and that it goes on', () => {
  const other = { ...FRAME, other: true } as const;
  const state = useStore.getState();
  const paused = applyPush(state, 'handover', { ...other, state: 'sealed' }, 0);
  expect(paused).toEqual({ paused: { server: 's1', to: '지훈' } });
  expect(applyPush(state, 'handover', { ...other, state: 'failed' }, 0)).toEqual({ paused: null });
  const gone = { state: 'waiting', why: 'closed', since: 0, retryAt: 0, attempts: 0 } as never;
  const now = { ...state, ...paused };
  expect(applyPush(now, 'server.status', { server: 's1', status: gone }, 0)).toMatchObject({
    paused: null,
  });
});
