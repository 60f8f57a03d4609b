/** Somebody in a terminal who has come in: who they are, and the one room that they look at. */
import { LOBBY, type RoomId, type Seq } from '../../../protocol/ids';
import { roomTitle } from '../../../protocol/lobby';
import type { RoomInfo, UserInfo } from '../../../protocol/model';
import type { Entered, EnterRequest, Hub } from '../../hub/api';
import type { Session, SessionSink } from '../../session/session';
import type { Connection } from '../gateway';

export class Visit {
  readonly session: Session;
  /** Changed by /name. */
  name: string;
  /** Where they talk and whose lines they see; null when they are in no room. */
  room: Pick<RoomInfo, 'id' | 'name'> | null = null;
  /** How far back they have leafed in which room: the oldest seq that was shown. */
  leafed: { room: RoomId; before: Seq } | null = null;
  /** When `/shutdown` was typed and not yet confirmed, ms of this process. */
  shutdownAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly hub: Hub,
    entered: Entered,
  ) {
    this.session = entered.session;
    this.name = entered.me.name;
    this.goHome();
  }

  /** The lobby, or nowhere for whoever left it. */
  goHome(): void {
    const lobby = this.joinedRooms().find((room) => room.id === LOBBY);
    this.room = lobby ?? null;
  }

  /** They are not in their room any more, without having left it. */
  goElsewhere(): void {
    const { room } = this;
    if (room && !this.joinedRooms().some(({ id }) => id === room.id)) this.goHome();
  }

  joinedRooms(): RoomInfo[] {
    return this.hub.roomsFor(this.session).filter((room) => room.joined);
  }

  get isHost(): boolean {
    return this.hub.user(this.session.user)?.role === 'host';
  }

  /** Keeps order here. */
  get isModerator(): boolean {
    const role = this.hub.user(this.session.user)?.role;
    return role === 'host' || role === 'moderator';
  }

  /** How one of their rooms is called to them. */
  roomTitle(id: RoomId, lobby: string): string {
    const found = this.joinedRooms().find((room) => room.id === id);
    return found ? roomTitle(found, lobby) : '';
  }

  /** People in the room, and those of them who are connected. */
  people(room: RoomId): { here: UserInfo[]; away: number } {
    const members = this.hub.membersOf(room);
    const here = members.filter(({ presence }) => presence !== 'offline');
    return { here, away: members.length - here.length };
  }

  othersHere(room: RoomId): number {
    return this.people(room).here.filter(({ id }) => id !== this.session.user).length;
  }

  /** Everybody who shares a room with them. */
  acquaintances(): UserInfo[] {
    const all = new Map<string, UserInfo>();
    for (const { id } of this.joinedRooms()) {
      for (const person of this.hub.membersOf(id)) all.set(person.id, person);
    }
    return [...all.values()];
  }
}

/** Under the first free name of guest, guest2 … Rejects with a `Refusal`. */
export async function enterAsGuest(
  hub: Hub,
  connection: Pick<Connection, 'address' | 'traffic'>,
  password: string | undefined,
  sink: SessionSink,
  wait: EnterRequest['wait'],
): Promise<Visit> {
  const entered = await hub.enter(
    {
      user: null,
      key: null,
      name: 'guest',
      takeVariant: true,
      wire: 'text',
      verified: false,
      features: ['order'],
      address: connection.address,
      outbox: null,
      password,
      ...(wait && { wait }),
      traffic: () => connection.traffic(),
    },
    sink,
  );
  return new Visit(hub, entered);
}
