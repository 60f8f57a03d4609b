import { describe, expect, it } from 'vitest';
import { applyPush } from './apply-push';
import { DESIGN, jihoon, minsu, room, seoyeon, server, user } from './fixtures';
import {
  selectMembers,
  selectOpenRoom,
  selectOtherRooms,
  selectSideList,
  serverBadge,
} from './selectors';
import { toServer } from './slices/servers';
import { initialState, type State } from './store';

const withServer = (view: ReturnType<typeof server>): State => ({
  ...initialState,
  ...applyPush(initialState, 'server', view, 0),
  openServer: view.id,
});

describe('the open room', () => {
  it('is the lobby at first, the chosen one then, and the lobby again when that was left', () => {
    const view = server();
    const state = withServer(view);
    expect(selectOpenRoom(state)?.id).toBe('lobby');
    const chosen = { ...state, openRooms: { [view.id]: DESIGN } };
    expect(selectOpenRoom(chosen)?.id).toBe(DESIGN);
    const left = server({
      rooms: [room('lobby', '공지'), room(DESIGN, '디자인', { joined: false })],
    });
    expect(selectOpenRoom({ ...withServer(left), openRooms: chosen.openRooms })?.id).toBe('lobby');
  });

  it('is none without a server', () => {
    expect(selectOpenRoom(initialState)).toBeNull();
  });
});

describe('rooms', () => {
  const view = server({
    rooms: [
      room('rbbbbbbbbbb', '나'),
      room('raaaaaaaaaa', '가'),
      room('lobby', '하'),
      room('rcccccccccc', '다', { joined: false }),
    ],
  });
  it('are listed by name with the lobby first', () => {
    expect(selectSideList(withServer(view)).rooms.map(({ name }) => name)).toEqual([
      '하',
      '가',
      '나',
    ]);
    expect(selectOtherRooms(withServer(view)).map(({ name }) => name)).toEqual(['다']);
  });

  it('stand where they were put, favourites of either kind on top and only there', () => {
    const [ann, bob] = ['daaaaaaaaaa', 'dbbbbbbbbbb'].map((id) =>
      room(id, id === 'daaaaaaaaaa' ? '아라' : '보라', { kind: 'direct' }),
    );
    const all = server({ rooms: [...view.rooms, ann, bob] as typeof view.rooms });
    const arrangements = {
      [all.id]: { order: ['raaaaaaaaaa', 'lobby'], favourites: ['dbbbbbbbbbb', 'rgone000000'] },
    };
    const state = withServer(all);
    const list = selectSideList({ ...state, settings: { ...state.settings, arrangements } });
    expect(list.favourites.map(({ name }) => name)).toEqual(['보라']);
    expect(list.rooms.map(({ name }) => name)).toEqual(['가', '하', '나']);
    expect(list.direct.map(({ name }) => name)).toEqual(['아라']);
  });

  it('are the same list as long as no room has changed', () => {
    const state = withServer(view);
    expect(selectSideList({ ...state, focused: false })).toBe(selectSideList(state));
  });
});

describe('members', () => {
  it('stand with the host first, those away from the server apart', () => {
    const gone = user('h', '정한결', { presence: 'offline' });
    const state = withServer(
      server({
        users: [jihoon, seoyeon, minsu, gone],
        members: { lobby: [gone.id, jihoon.id, seoyeon.id, minsu.id] },
      }),
    );
    const { here, gone: away } = selectMembers(state);
    expect(here.map(({ name }) => name)).toEqual(['김민수', '박지훈', '이서연']);
    expect(away.map(({ name }) => name)).toEqual(['정한결']);
  });
});

describe('the badge of a server', () => {
  it('counts mentions and direct messages, and is a dot for the rest', () => {
    const quiet = toServer(server({ rooms: [room('lobby', '', { unread: 5 })] }));
    expect(serverBadge(quiet, {}, 0)).toEqual({ count: 0, dot: true });
    const called = toServer(
      server({
        rooms: [
          room('lobby', '', { unread: 5, mentions: 1 }),
          room('dddddddddddd', '', { kind: 'direct', unread: 2 }),
          room(DESIGN, '', { joined: false, unread: 9, mentions: 9 }),
        ],
      }),
    );
    expect(serverBadge(called, {}, 0)).toEqual({ count: 3, dot: true });
  });
});
