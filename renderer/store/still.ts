/**
 * The open server and room without what every message changes: how far a room goes, how much of it
 * is unread. Most of the window shows none of that, and is not to be drawn sixty times a second
 * while people talk; lists of rooms and of messages look at the real ones (selectors.ts).
 */
import type { RoomView } from '../../protocol/views';
import { selectOpenRoom, selectOpenServer } from './selectors';
import type { Server } from './slices/servers';
import type { State } from './store';

/** What a room is, as one text. Told anew it is another object, all lists in it included. */
const facts = ({
  head: _head,
  last: _last,
  read: _read,
  unread: _unread,
  mentions: _mentions,
  ...room
}: RoomView): string => JSON.stringify(room);

const sameRoom = (a: RoomView | undefined, b: RoomView | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && facts(a) === facts(b));

const sameRooms = (a: Server['rooms'], b: Server['rooms']): boolean => {
  if (a === b) return true;
  const ids = Object.keys(b);
  return ids.length === Object.keys(a).length && ids.every((id) => sameRoom(a[id], b[id]));
};

const sameServer = (a: Server, b: Server): boolean => {
  const keys = Object.keys({ ...a, ...b }) as (keyof Server)[];
  return (
    keys.every((key) => key === 'rooms' || Object.is(a[key], b[key])) && sameRooms(a.rooms, b.rooms)
  );
};

/** Selects the same object until one comes that is not the same. */
const keep = <T>(
  select: (state: State) => T | null,
  same: (a: T, b: T) => boolean,
): ((state: State) => T | null) => {
  let kept: T | null = null;
  let seen: T | null = null;
  return (state) => {
    const now = select(state);
    if (now === seen) return kept;
    seen = now;
    if (now === null || kept === null || !same(kept, now)) kept = now;
    return kept;
  };
};

export const selectStillServer = keep(selectOpenServer, sameServer);
export const selectStillRoom = keep(selectOpenRoom, sameRoom);
