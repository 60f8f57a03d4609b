import type { RoomView } from '../views';

/** A room that one is in, with nothing said in it yet. */
export const roomView = (id: string, more: Partial<RoomView> = {}): RoomView => ({
  id,
  kind: 'room',
  name: id,
  topic: '',
  access: 'open',
  owner: null,
  members: 3,
  joined: true,
  head: 0,
  last: 0,
  read: 0,
  unread: 0,
  mentions: 0,
  draft: '',
  draftAt: 0,
  ...more,
});
