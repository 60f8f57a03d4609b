import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../protocol/events';
import type { RoomInfo, UserInfo } from '../protocol/model';
import { Roster } from './roster';

const A = `k${'a'.repeat(22)}`;
const B = `k${'b'.repeat(22)}`;
const room = (more: Partial<RoomInfo> = {}): RoomInfo => ({
  id: 'lobby',
  kind: 'room',
  name: '마당',
  topic: '',
  access: 'open',
  owner: null,
  members: 1,
  joined: true,
  head: 10,
  ...more,
});
const user = (id: string, name: string): UserInfo => ({
  id,
  name,
  role: 'member',
  wire: 'app',
  presence: 'online',
  verified: true,
});
const event = (seq: number, by: string, rest: object): ChatEvent =>
  ({ room: 'lobby', seq, prev: seq - 1, ts: 0, by, name: by, ...rest }) as ChatEvent;

describe('roster', () => {
  let roster: Roster;
  beforeEach(() => {
    roster = new Roster();
    roster.begin();
    roster.frame({ t: 'rooms', rooms: [room()] });
    roster.frame({ t: 'users', users: [user(A, '가'), user(B, '나')] });
    roster.frame({ t: 'members', room: 'lobby', head: 10, first: true, users: [A] });
    roster.complete();
  });

  it('drops at the end of the state what it did not name any more', () => {
    roster.begin();
    roster.frame({ t: 'rooms', rooms: [room({ id: 'rabcdefghij' })] });
    roster.frame({ t: 'users', users: [user(B, '나')] });
    const change = roster.complete();
    expect(change).toMatchObject({
      rooms: ['rabcdefghij'],
      roomsGone: ['lobby'],
      users: [B],
      usersGone: [A],
    });
    expect(roster.members('lobby')).toEqual([]);
  });

  it('gathers the members of a crowd from several frames', () => {
    roster.frame({ t: 'members', room: 'lobby', head: 12, first: true, users: [B] });
    roster.frame({ t: 'members', room: 'lobby', head: 12, first: false, users: [A] });
    expect(roster.members('lobby')).toEqual([B, A]);
  });

  it('applies events that are newer than the state, and no others', () => {
    roster.events('lobby', [
      event(9, A, { kind: 'left' }),
      event(10, B, { kind: 'topic', topic: '옛것' }),
    ]);
    expect(roster.members('lobby')).toEqual([A]);
    expect(roster.room('lobby')?.topic).toBe('');
    const change = roster.events('lobby', [
      event(11, B, { kind: 'joined' }),
      event(12, A, { kind: 'left' }),
      event(13, B, { kind: 'topic', topic: '새것' }),
      event(14, B, { kind: 'renamed', old: '나', name: '다' }),
    ]);
    expect(roster.members('lobby')).toEqual([B]);
    expect(roster.room('lobby')).toMatchObject({ topic: '새것', head: 14 });
    expect(roster.user(B)?.name).toBe('다');
    expect(change).toMatchObject({ rooms: ['lobby'], members: ['lobby'], users: [B] });
  });

  it('keeps the newer head when gathered state comes late, but not on a new visit', () => {
    roster.events('lobby', [event(11, A, { kind: 'posted', text: '말' })]);
    roster.frame({ t: 'rooms', rooms: [room({ members: 2 })] });
    expect(roster.room('lobby')).toMatchObject({ head: 11, members: 2 });
    roster.begin();
    roster.frame({ t: 'rooms', rooms: [room({ head: 3 })] });
    roster.complete();
    expect(roster.room('lobby')?.head).toBe(3);
  });

  it('takes a reply to joining at its word, and leaving too', () => {
    const entered = room({ id: 'rabcdefghij', head: 4 });
    expect(roster.entered({ room: entered, members: [A, B] })).toMatchObject({
      rooms: ['rabcdefghij'],
      members: ['rabcdefghij'],
    });
    expect(roster.members('rabcdefghij')).toEqual([A, B]);
    roster.left('rabcdefghij');
    expect(roster.room('rabcdefghij')?.joined).toBe(false);
  });

  it('remembers people from the last visit as away', () => {
    const next = new Roster();
    next.load([room()], [user(A, '가')], () => [A]);
    expect(next.users()).toEqual([{ ...user(A, '가'), presence: 'offline' }]);
    expect(next.members('lobby')).toEqual([A]);
  });
});
