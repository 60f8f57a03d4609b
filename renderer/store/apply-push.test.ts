import { describe, expect, it } from 'vitest';
import type { PushData, PushName } from '../../protocol/ipc';
import { applyPush } from './apply-push';
import { DESIGN, EPOCH, jihoon, minsu, posted, room, seoyeon, server, waiting } from './fixtures';
import { place } from './place';
import { emptyTimeline } from './slices/messages';
import { initialState, type State } from './store';

const view = server();
const id = view.id;
const lobby = place(id, 'lobby');

const push = <N extends PushName>(state: State, name: N, data: PushData<N>, now = 0): State => ({
  ...state,
  ...applyPush(state, name, data, now),
});
const started = push(initialState, 'server', view);
const viewing: State = {
  ...started,
  timelines: { [lobby]: { ...emptyTimeline, events: [posted(1)], state: 'ready' } },
};

describe('the status', () => {
  const closed = { state: 'waiting', why: 'closed', by: 'Minsu', since: 1, retryAt: 2 } as const;
  const finding = { state: 'connecting', step: 'finding' } as const;
  const status = (state: State) => state.servers[id]?.status;

  it('of a room that was closed stays while it is tried in silence', () => {
    const after = push(viewing, 'server.status', { server: id, status: closed });
    expect(status(push(after, 'server.status', { server: id, status: finding }))).toBe(closed);
    const waited = { ...after, waitingFor: { [id]: true } as const };
    expect(status(push(waited, 'server.status', { server: id, status: finding }))).toBe(finding);
  });

  it('of a line that was lost shows each try', () => {
    const lost = { ...closed, why: 'lost' } as const;
    const after = push(viewing, 'server.status', { server: id, status: lost });
    expect(status(push(after, 'server.status', { server: id, status: finding }))).toBe(finding);
  });
});

describe('events', () => {
  it('reach the room that is in memory, and no other', () => {
    const next = push(viewing, 'events', {
      server: id,
      events: [posted(2), posted(1, { room: DESIGN })],
    });
    expect(next.timelines[lobby]?.events.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(Object.keys(next.timelines)).toEqual([lobby]);
  });

  it('take away the pending line that they answer, and only that one', () => {
    let state = push(viewing, 'pending', { server: id, message: waiting(1) });
    state = push(state, 'pending', { server: id, message: waiting(2) });
    state = push(state, 'events', {
      server: id,
      events: [posted(2, { by: minsu.id, text: 'p1', from: { epoch: EPOCH, n: 1 } })],
    });
    expect(state.pending[id]?.map((one) => one.id)).toEqual(['p2']);
  });

  it('take nothing away when somebody else uses my numbers, or the text is another', () => {
    let state = push(viewing, 'pending', { server: id, message: waiting(1) });
    const from = { epoch: EPOCH, n: 1 };
    state = push(state, 'events', {
      server: id,
      events: [posted(2, { text: 'p1', from }), posted(3, { by: minsu.id, from })],
    });
    expect(state.pending[id]).toHaveLength(1);
  });

  it('leave a pending line of another outbox alone', () => {
    let state = push(viewing, 'pending', { server: id, message: waiting(1) });
    const from = { epoch: 'f'.repeat(16), n: 1 };
    state = push(state, 'events', { server: id, events: [posted(2, { from })] });
    expect(state.pending[id]).toHaveLength(1);
  });

  it('end the typing mark of whoever spoke', () => {
    const typing = push(
      viewing,
      'typing',
      { server: id, room: 'lobby', user: seoyeon.id, on: true },
      1000,
    );
    expect(typing.typing[lobby]).toEqual({ [seoyeon.id]: 7000 });
    const said = push(typing, 'events', { server: id, events: [posted(2)] }, 2000);
    expect(said.typing[lobby]).toEqual({});
  });
});

describe('pending', () => {
  it('is updated in place, and moves to the end with a new number', () => {
    let state = push(started, 'pending', { server: id, message: waiting(1) });
    state = push(state, 'pending', { server: id, message: waiting(2) });
    state = push(state, 'pending', { server: id, message: waiting(1, { state: 'failed' }) });
    expect(state.pending[id]?.map((one) => [one.id, one.state])).toEqual([
      ['p1', 'failed'],
      ['p2', 'sending'],
    ]);
    const again = waiting(1, { state: 'queued', from: { epoch: EPOCH, n: 3 } });
    state = push(state, 'pending', { server: id, message: again });
    expect(state.pending[id]?.map((one) => one.id)).toEqual(['p2', 'p1']);
  });
});

describe('servers', () => {
  it('keep their place in the rail when they come back', () => {
    const other = push(started, 'server', server({ id: 'G'.repeat(43) }));
    const back = push(other, 'server', { ...view, name: 'again' });
    expect(back.serverOrder).toEqual([id, 'G'.repeat(43)]);
    expect(back.servers[id]?.name).toBe('again');
  });

  it('drop the copy of a room whose log started over', () => {
    const grown = push(viewing, 'events', { server: id, events: [posted(2)] });
    const older = server({ rooms: [room('lobby', '공지', { last: 1 })] });
    expect(push(grown, 'server', older).timelines).toEqual({});
    const same = server({ rooms: [room('lobby', '공지', { last: 2 })] });
    expect(push(grown, 'server', same).timelines[lobby]?.events).toHaveLength(2);
  });

  it('when gone give way to another one', () => {
    const two = push(started, 'server', server({ id: 'G'.repeat(43) }));
    const open = { ...two, openServer: id };
    expect(push(open, 'server.gone', { server: id }).openServer).toBe('G'.repeat(43));
    const one = { ...started, openServer: id };
    expect(push(one, 'server.gone', { server: id }).openServer).toBeNull();
  });

  it('are not invented by a late push', () => {
    expect(push(initialState, 'rooms', { server: id, rooms: [] }).servers).toEqual({});
  });

  it('know me by my newest entry', () => {
    const renamed = { ...(view.me ?? jihoon), name: '민수' };
    const next = push(started, 'users', { server: id, users: [renamed] });
    expect(next.servers[id]?.me?.name).toBe('민수');
  });
});

describe('attempts', () => {
  it('open the server when they are done', () => {
    const next = push({ ...started, dialog: 'connect' }, 'attempt', {
      attempt: 'a1',
      state: { state: 'done', server: id, room: DESIGN },
    });
    expect(next).toMatchObject({ openServer: id, openRooms: { [id]: DESIGN }, dialog: null });
  });
});
