/** Small values for the tests of the renderer. */
import type { ChatEvent, EventOf } from '../../protocol/events';
import type { UserInfo } from '../../protocol/model';
import { roomView } from '../../protocol/testing/room-view';
import type { PendingMessage, RoomView, ServerView } from '../../protocol/views';

export const user = (letter: string, name: string, more: Partial<UserInfo> = {}): UserInfo => ({
  id: `k${letter.repeat(22)}`,
  name,
  role: 'member',
  wire: 'app',
  presence: 'online',
  verified: true,
  ...more,
});

export const minsu = user('m', '김민수', { role: 'host' });
export const seoyeon = user('s', '이서연');
export const jihoon = user('j', '박지훈', { presence: 'away' });

export const room = (id: string, name: string, more: Partial<RoomView> = {}): RoomView =>
  roomView(id, { name, ...more });

export const DESIGN = 'rdesign0000';

export const server = (more: Partial<ServerView> = {}): ServerView => ({
  id: 'F'.repeat(43),
  name: '3학년 2반',
  address: { host: '192.168.0.24', port: 7878 },
  fingerprint: 'F'.repeat(43),
  hosted: false,
  status: { state: 'online', secure: true },
  lastSeen: 0,
  me: minsu,
  rooms: [room('lobby', '공지'), room(DESIGN, '디자인')],
  users: [minsu, seoyeon, jihoon],
  members: { lobby: [minsu.id, seoyeon.id, jihoon.id] },
  pending: [],
  ...more,
});

export const EPOCH = '0123456789abcdef';

/** The event with this seq, following the one before it. */
export const posted = (seq: number, more: Partial<EventOf<'posted'>> = {}): ChatEvent => ({
  kind: 'posted',
  room: 'lobby',
  seq,
  prev: seq - 1,
  ts: 1_700_000_000_000 + seq,
  by: seoyeon.id,
  name: seoyeon.name,
  text: `m${seq}`,
  ...more,
});

export const waiting = (n: number, more: Partial<PendingMessage> = {}): PendingMessage => ({
  id: `p${n}`,
  room: 'lobby',
  text: `p${n}`,
  at: 1_700_000_000_000,
  state: 'sending',
  from: { epoch: EPOCH, n },
  ...more,
});
