/** Tells listeners what changed in rooms and people, as they are shown. */
import type { RoomId } from '../protocol/ids';
import type { ClientEvents } from './api';
import type { Emitter } from './emitter';
import type { Roster, RosterChange } from './roster';
import type { Views } from './views';

export class Teller {
  constructor(
    private readonly events: Emitter<ClientEvents>,
    private readonly roster: Roster,
    private readonly views: Views,
  ) {}

  /** People before the rooms that name them. */
  tell(change: RosterChange): void {
    const { events, roster } = this;
    const users = change.users.flatMap((id) => roster.user(id) ?? []);
    if (users.length > 0) events.emit('users', users);
    if (change.usersGone.length > 0) events.emit('usersGone', change.usersGone);
    this.rooms(change.rooms);
    for (const room of change.roomsGone) events.emit('roomGone', room);
    for (const room of change.members) events.emit('members', room, roster.members(room));
  }

  rooms(ids: readonly RoomId[]): void {
    const views = ids.flatMap((id) => {
      const room = this.roster.room(id);
      return room ? [this.views.view(room)] : [];
    });
    if (views.length > 0) this.events.emit('rooms', views);
  }
}
