/**
 * Writes the lists of rooms and people to the copy, gathered: they change often, the server tells
 * them anew on every visit, and losing the latest change costs nothing.
 */
import type { RoomId } from '../protocol/ids';
import { ROSTER_SAVE_MS } from '../protocol/limits';
import type { ClientStore } from './api';
import type { Clock } from './clock';
import type { Roster, RosterChange } from './roster';
import type { Views } from './views';

export class Saver {
  readonly #rooms = new Set<RoomId>();
  readonly #members = new Set<RoomId>();
  readonly #gone = new Set<RoomId>();
  #users = false;
  #cancel: (() => void) | null = null;

  constructor(
    private readonly deps: { store: ClientStore; clock: Clock; roster: Roster; views: Views },
  ) {}

  touch(change: RosterChange): void {
    for (const room of change.roomsGone) {
      this.#rooms.delete(room);
      this.#members.delete(room);
      this.#gone.add(room);
    }
    for (const room of change.rooms) {
      this.#gone.delete(room);
      this.#rooms.add(room);
    }
    for (const room of change.members) this.#members.add(room);
    this.#users ||= change.users.length + change.usersGone.length > 0;
    if (this.#rooms.size + this.#members.size + this.#gone.size === 0 && !this.#users) return;
    this.#cancel ??= this.deps.clock.after(ROSTER_SAVE_MS, () => this.flush());
  }

  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    try {
      this.#write();
    } catch {
      // A disk that refuses this refuses the next event too, and that is not passed over.
    }
  }

  #write(): void {
    const { store, roster, views } = this.deps;
    for (const room of this.#gone) store.removeRoom(room);
    const rooms = [...this.#rooms].flatMap((id) => roster.room(id) ?? []);
    if (rooms.length > 0) store.saveRooms(rooms.map((room) => views.view(room)));
    for (const room of this.#members) {
      if (roster.room(room)) store.saveMembers(room, roster.members(room));
    }
    if (this.#users) store.saveUsers(roster.users());
    this.#gone.clear();
    this.#rooms.clear();
    this.#members.clear();
    this.#users = false;
  }
}
