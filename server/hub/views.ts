/** What people are shown of rooms and of each other. */
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import { REPLY_MEMBERS_MAX } from '../../protocol/limits';
import type { RoomInfo, UserInfo } from '../../protocol/model';
import type { Entered } from '../../protocol/replies';
import { hasRules } from '../../protocol/rules';
import { peerOf, type Room, roomIdsOf } from '../projections/rooms';
import type { Registry } from '../session/registry';
import { placeOf, sees, standingIn } from './can';
import { muteOf } from './muted';
import type { World } from './world';

export class Views {
  constructor(
    private readonly world: World,
    private readonly registry: Registry,
    private readonly head: (room: RoomId) => Seq,
  ) {}

  user(id: UserId): UserInfo | undefined {
    const person = this.world.person(id);
    if (!person) return undefined;
    const session = this.registry.of(id);
    const presence = session?.presence ?? 'offline';
    const status = session?.status;
    const lasts = status && (status.until === undefined || status.until > this.world.now);
    const { name, wire, verified } = person;
    const user: UserInfo = { id, name, role: this.world.role(id), wire, presence, verified };
    const muted = this.mutedUntil(id);
    return {
      ...user,
      ...(lasts && { status }),
      ...(muted !== null && { muted }),
    };
  }

  /** 0: for good; null: not muted everywhere. */
  private mutedUntil(id: UserId): number | null {
    const mute = muteOf(this.world, id, '');
    return mute && (mute.until ?? 0);
  }

  users(ids: Iterable<UserId>): UserInfo[] {
    const users: UserInfo[] = [];
    for (const id of ids) {
      const user = this.user(id);
      if (user) users.push(user);
    }
    return users;
  }

  sees(user: UserId, room: Room): boolean {
    return sees(standingIn(room, user, this.world.role(user)), placeOf(room));
  }

  /** A room as this user sees it. */
  room(room: Room, user: UserId): RoomInfo {
    const info = this.plainRoom(room, room.members.has(user));
    const peer = room.kind === 'direct' ? peerOf(room, user) : null;
    if (!peer) return info;
    const name = this.world.person(peer.id)?.name ?? peer.name;
    return { ...info, name, peer: peer.id };
  }

  /** The same for all members, and the same for all others, of any room but a direct one. */
  plainRoom(room: Room, joined: boolean): RoomInfo {
    return {
      id: room.id,
      kind: room.kind,
      name: room.name,
      topic: room.topic,
      access: room.access,
      owner: room.owner,
      members: room.members.size,
      joined,
      head: joined ? this.head(room.id) : 0,
      ...(hasRules(room.rules) && { rules: room.rules }),
      ...(joined && room.hands.length > 0 && { hands: [...room.hands] }),
      ...(joined && room.pins.length > 0 && { pins: [...room.pins] }),
      ...(joined && room.notices.length > 0 && { notices: [...room.notices] }),
    };
  }

  roomById(id: RoomId): Room | undefined {
    return this.world.state.rooms.byId.get(id);
  }

  joinedRooms(user: UserId): RoomInfo[] {
    const rooms: RoomInfo[] = [];
    for (const id of roomIdsOf(this.world.state.rooms, user)) {
      const room = this.roomById(id);
      if (room) rooms.push(this.room(room, user));
    }
    return rooms;
  }

  visibleRooms(user: UserId): RoomInfo[] {
    const rooms: RoomInfo[] = [];
    for (const room of this.world.state.rooms.byId.values()) {
      if (this.sees(user, room)) rooms.push(this.room(room, user));
    }
    return rooms;
  }

  /** The answer to joining; a crowd's other members follow as `members` frames. */
  entered(id: RoomId, user: UserId): Entered {
    const room = this.roomById(id);
    if (!room) throw new Error('entered a room that does not exist');
    const members = [...room.members];
    return { room: this.room(room, user), members: members.slice(0, REPLY_MEMBERS_MAX) };
  }
}
