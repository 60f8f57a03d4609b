import { expect, it } from 'vitest';
import { applyPush } from './apply-push';
import { useStore } from './store';

const FRAME = { server: 's1', id: 'a'.repeat(22), by: '민수', to: '지훈' } as const;

it('a hand-over that is done asks nobody anything any more', () => {
  const state = { ...useStore.getState(), dialog: 'hand-over' as const };
  const moving = applyPush(state, 'handover', { ...FRAME, state: 'moving', part: 0.5 }, 0);
  expect(moving).toMatchObject({ handover: { state: 'moving', part: 0.5 } });
  const done = applyPush(state, 'handover', { ...FRAME, state: 'done' }, 0);
  expect(done).toEqual({ handover: null, dialog: null });
});

it('a server under another id keeps the place of the window', () => {
  const state = { ...useStore.getState(), openServer: 's1', openRooms: { s1: 'lobby' } };
  expect(applyPush(state, 'succeeded', { from: 's1', to: 's2', name: '지훈' }, 0)).toEqual({
    openServer: 's2',
    openRooms: { s2: 'lobby' },
    succeeded: { server: 's2', name: '지훈' },
  });
  expect(applyPush(state, 'succeeded', { from: 's1', to: 's2' }, 0)).not.toHaveProperty(
    'succeeded',
  );
});
