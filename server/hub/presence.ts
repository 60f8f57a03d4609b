/**
 * Tells those who asked for it (feature `roster`) who is here and which rooms there are.
 *
 * - what a session has to know before its next event (its own rooms) is told at once, to everybody;
 * - all else is gathered for PRESENCE_EVERY_MS, longer with many people, and sent as whole values:
 *   each changed room and user once, however often it changed;
 * - people see each other when they share a room; rooms are seen as can.ts says.
 */
import type { ChatEvent } from '../../protocol/events';
import { LOBBY, type RoomId, type UserId } from '../../protocol/ids';
import { PRESENCE_EVERY_MS, ROSTER_FRAMES_PER_SECOND } from '../../protocol/limits';
import type { RoomInfo } from '../../protocol/model';
import { type Room, roomIdsOf, shareRoom } from '../projections/rooms';
import type { HubSession } from '../session/hub-session';
import type { Registry } from '../session/registry';
import type { StateFrame } from '../session/session';
import { memberFrames, roomFrames, userFrames, userGoneFrames } from './chunks';
import type { FanOut } from './fan-out';
import type { Views } from './views';
import type { World } from './world';

export class Roster {
  private readonly changedUsers = new Map<RoomId, Set<UserId>>();
  private readonly goneUsers = new Map<RoomId, Set<UserId>>();
  private readonly changedRooms = new Set<RoomId>();
  private readonly hiddenRooms = new Set<RoomId>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly world: World,
    private readonly views: Views,
    private readonly registry: Registry,
    private readonly fanOut: Pick<FanOut, 'listeners' | 'head'>,
  ) {}

  /** Takes a committed event, after fan-out has collected it and before it is handed out. */
  note(event: ChatEvent): void {
    switch (event.kind) {
      case 'posted':
      case 'edited':
      case 'deleted':
      case 'reacted':
      case 'acked':
      case 'look':
        return;
      case 'pinned':
        this.roomChanged(event.room);
        return;
      case 'joined':
        addTo(this.changedUsers, event.room, event.by);
        this.goneUsers.get(event.room)?.delete(event.by);
        this.roomChanged(event.room);
        this.introduce(event.by, event.room);
        return;
      case 'left':
        this.left(event.by, event.room);
        return;
      case 'kicked':
        this.left(event.user, event.room);
        return;
      case 'ended':
        this.hiddenRooms.add(event.room);
        this.schedule();
        return;
      case 'renamed':
        addTo(this.changedUsers, event.room, event.by);
        if (event.room.startsWith('d')) this.roomChanged(event.room);
        this.schedule();
        return;
      case 'access':
        if (event.access === 'invite') this.hiddenRooms.add(event.room);
        this.roomChanged(event.room);
        return;
      case 'invited':
        this.tellRoom(this.registry.of(event.user), event.room);
        return;
      case 'created':
      case 'topic':
      case 'rules':
      case 'titled':
      case 'hand':
        this.roomChanged(event.room);
        return;
    }
  }

  private left(user: UserId, room: RoomId): void {
    addTo(this.goneUsers, room, user);
    this.changedUsers.get(room)?.delete(user);
    if (!this.views.roomById(room)) this.hiddenRooms.add(room);
    this.roomChanged(room);
    this.takeLeave(user, room);
  }

  /** Somebody's presence or mark changed: whoever shares a room with them is told. */
  userChanged(user: UserId): void {
    for (const room of roomIdsOf(this.world.state.rooms, user)) {
      addTo(this.changedUsers, room, user);
    }
    this.schedule();
  }

  /** All that a session is shown of rooms and people. */
  wholeState(session: HubSession): StateFrame[] {
    const { user } = session;
    if (!session.wantsRoster) return roomFrames(this.views.joinedRooms(user));
    const people = new Set<UserId>([user]);
    const members: StateFrame[] = [];
    for (const id of roomIdsOf(this.world.state.rooms, user)) {
      const inRoom = [...(this.views.roomById(id)?.members ?? [])];
      for (const one of inRoom) people.add(one);
      members.push(...memberFrames(id, this.fanOut.head(id), inRoom));
    }
    return [
      ...roomFrames(this.views.visibleRooms(user)),
      ...userFrames(this.views.users(people)),
      ...members,
    ];
  }

  /** Who is in a room, in as many frames as it takes. */
  membersOf(id: RoomId): StateFrame[] {
    const room = this.views.roomById(id);
    return room ? memberFrames(id, this.fanOut.head(id), [...room.members]) : [];
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.pushGone();
    this.pushUsers();
    this.pushRooms();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private roomChanged(room: RoomId): void {
    this.changedRooms.add(room);
    this.schedule();
  }

  private schedule(): void {
    const crowd = (this.registry.size * 1000) / ROSTER_FRAMES_PER_SECOND;
    this.timer ??= setTimeout(() => this.flush(), Math.max(PRESENCE_EVERY_MS, crowd));
  }

  /** A room that one is in from now on, opened by oneself or by another: before its events. */
  private introduce(user: UserId, id: RoomId): void {
    const session = this.registry.of(user);
    const room = this.views.roomById(id);
    if (!session?.live || !room?.members.has(user)) return;
    session.state({ t: 'rooms', rooms: [this.views.room(room, user)] });
    if (!session.wantsRoster) return;
    for (const frame of userFrames(this.views.users(room.members))) session.state(frame);
    for (const frame of this.membersOf(id)) session.state(frame);
  }

  private takeLeave(user: UserId, id: RoomId): void {
    const session = this.registry.of(user);
    if (!session?.live) return;
    this.tellRoom(session, id);
    const room = this.views.roomById(id);
    if (!session.wantsRoster || !room) return;
    const { rooms } = this.world.state;
    const strangers = [...room.members].filter((one) => !shareRoom(rooms, user, one));
    for (const frame of userGoneFrames(strangers)) session.state(frame);
  }

  /** The room as the session sees it, or that it is gone from its sight. */
  private tellRoom(session: HubSession | undefined, id: RoomId): void {
    const room = this.views.roomById(id);
    if (!session?.live) return;
    if (room && this.views.sees(session.user, room)) {
      session.state({ t: 'rooms', rooms: [this.views.room(room, session.user)] });
    } else {
      session.state({ t: 'room-gone', room: id });
    }
  }

  private pushGone(): void {
    const { rooms } = this.world.state;
    for (const [room, users] of take(this.goneUsers)) {
      const gone = [...users].filter((user) => roomIdsOf(rooms, user).size === 0);
      const elsewhere = [...users].filter((user) => roomIdsOf(rooms, user).size > 0);
      const shared = userGoneFrames(gone);
      for (const session of this.fanOut.listeners(room)) {
        if (!session.wantsRoster) continue;
        for (const frame of shared) session.state(frame);
        const strangers = elsewhere.filter((user) => !shareRoom(rooms, user, session.user));
        for (const frame of userGoneFrames(strangers)) session.state(frame);
      }
    }
  }

  private pushUsers(): void {
    const inLobby = this.views.roomById(LOBBY)?.members;
    const lobby = this.fanOut.listeners(LOBBY);
    for (const [room, users] of take(this.changedUsers)) {
      const all = userFrames(this.views.users(users));
      // Whoever sits in the lobby with them knows them, and is told of changes there: not twice.
      const strangers = [...users].filter((user) => !inLobby?.has(user));
      const rest = userFrames(this.views.users(strangers));
      for (const session of this.fanOut.listeners(room)) {
        if (!session.wantsRoster) continue;
        const known = room !== LOBBY && lobby.has(session);
        for (const frame of known ? rest : all) session.state(frame);
      }
    }
  }

  private pushRooms(): void {
    const hidden = [...this.hiddenRooms];
    const changed = [...this.changedRooms].map((id) => this.views.roomById(id));
    this.hiddenRooms.clear();
    this.changedRooms.clear();
    for (const id of hidden) this.hide(id);
    const listed: Room[] = [];
    for (const room of changed) {
      if (!room) continue;
      if (room.kind === 'room' && room.access !== 'invite') listed.push(room);
      else this.pushPrivate(room);
    }
    if (listed.length > 0) this.pushListed(listed);
  }

  private hide(id: RoomId): void {
    const room = this.views.roomById(id);
    for (const session of this.registry.all()) {
      if (!session.live || !session.wantsRoster) continue;
      if (room && this.views.sees(session.user, room)) continue;
      session.state({ t: 'room-gone', room: id });
    }
  }

  private pushPrivate(room: Room): void {
    const users = new Set([...room.members, ...room.invited]);
    if (room.owner) users.add(room.owner);
    for (const user of users) {
      const session = this.registry.of(user);
      if (!session?.live || !session.wantsRoster || !this.views.sees(user, room)) continue;
      session.state({ t: 'rooms', rooms: [this.views.room(room, user)] });
    }
  }

  /** Sessions that are in the same ones of these rooms share one frame. */
  private pushListed(rooms: readonly Room[]): void {
    const joinedIn = new Map<HubSession, string>();
    rooms.forEach((room, i) => {
      for (const session of this.fanOut.listeners(room.id)) {
        joinedIn.set(session, `${joinedIn.get(session) ?? ''}${i},`);
      }
    });
    const outside = rooms.map((room) => this.views.plainRoom(room, false));
    const inside = rooms.map((room) => this.views.plainRoom(room, true));
    const frames = new Map<string, StateFrame[]>();
    for (const session of this.registry.all()) {
      if (!session.live || !session.wantsRoster) continue;
      const joined = joinedIn.get(session) ?? '';
      let shared = frames.get(joined);
      if (!shared) {
        const mine = new Set(joined.split(','));
        const infos = outside.map((info, i) => (mine.has(`${i}`) ? inside[i] : info) as RoomInfo);
        shared = roomFrames(infos);
        frames.set(joined, shared);
      }
      for (const frame of shared) session.state(frame);
    }
  }
}

function addTo(map: Map<RoomId, Set<UserId>>, room: RoomId, user: UserId): void {
  const users = map.get(room);
  if (users) users.add(user);
  else map.set(room, new Set([user]));
}

function take<K, V>(map: Map<K, V>): [K, V][] {
  const entries = [...map];
  map.clear();
  return entries;
}
