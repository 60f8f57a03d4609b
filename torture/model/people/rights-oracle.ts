/**
 * Who may do what, written down a second time and from the other side: as sentences about people
 * and rooms, and not as the hub decides it. Folds what was accepted.
 */
export type Role = 'host' | 'moderator' | 'member' | 'guest';

export interface RoomFacts {
  open: boolean;
  owner: string | null;
  lobby: boolean;
  members: Set<string>;
  invited: Set<string>;
  muted: Set<string>;
  readOnly: boolean;
  locked: boolean;
  /** Messages that still say something, by place: who wrote them. */
  messages: Map<number, string>;
}

export type Step =
  | { do: 'post' | 'join' | 'leave' | 'topic'; who: string; room: number }
  | { do: 'access' | 'read-only' | 'lock'; who: string; room: number; on: boolean }
  | { do: 'invite' | 'kick' | 'mute' | 'unmute'; who: string; room: number; whom: string }
  | { do: 'mute-all' | 'unmute-all' | 'ban'; who: string; whom: string }
  | { do: 'role'; who: string; whom: string; moderator: boolean }
  | { do: 'edit' | 'delete' | 'react' | 'pin'; who: string; room: number; back: number }
  | { do: 'create'; who: string; open: boolean }
  | { do: 'reconnect'; who: string }
  | { do: 'restart' };

const RANK: Record<Role, number> = { host: 3, moderator: 2, member: 1, guest: 0 };

export class Oracle {
  readonly rooms: RoomFacts[] = [emptyRoom({ open: true, owner: null, lobby: true })];
  readonly moderators = new Set<string>();
  readonly silent = new Set<string>();
  readonly banned = new Set<string>();

  constructor(
    private readonly host: string,
    private readonly guest: string,
  ) {}

  role(who: string): Role {
    if (who === this.host) return 'host';
    if (who === this.guest) return 'guest';
    return this.moderators.has(who) ? 'moderator' : 'member';
  }

  room(number: number): RoomFacts {
    return this.rooms[number % this.rooms.length] as RoomFacts;
  }

  /** The place of the message that a step is about, counted back from the newest; 0 for none. */
  target(step: { room: number; back: number }): number {
    return [...this.room(step.room).messages.keys()].at(-1 - step.back) ?? 0;
  }

  /** Whether it is accepted. */
  may(step: Step): boolean {
    if (step.do === 'restart' || step.do === 'reconnect') return true;
    const { who } = step;
    const role = this.role(who);
    const keepsOrder = RANK[role] >= RANK.moderator;
    if (step.do === 'create') return true;
    if (step.do === 'role') {
      return role === 'host' && step.whom !== this.host && step.whom !== this.guest;
    }
    if (!('room' in step)) return keepsOrder && RANK[role] > RANK[this.role(step.whom)];
    const room = this.room(step.room);
    const owns = room.owner === who;
    const isIn = room.members.has(who);
    // A private room is not there for those who do not belong to it.
    if (!isIn && !room.open && !owns && !room.invited.has(who)) return false;
    const inCharge = owns || keepsOrder;
    const mayWrite = isIn && (keepsOrder || !(room.muted.has(who) || this.silent.has(who)));
    switch (step.do) {
      case 'join':
        return isIn || owns || !room.locked || keepsOrder;
      case 'leave':
        return isIn;
      case 'post':
        return mayWrite && (!room.readOnly || inCharge);
      case 'topic':
        return isIn && inCharge;
      case 'access':
        return !room.lobby && (owns || role === 'host');
      case 'read-only':
      case 'lock':
        return inCharge;
      case 'invite':
        return isIn && (role !== 'guest' || owns) && !room.members.has(step.whom);
      case 'kick':
        return inCharge && this.#above(step, room) && room.members.has(step.whom);
      case 'mute':
      case 'unmute':
        return inCharge && this.#above(step, room);
    }
    return 'back' in step && this.#mayChange(step, room, { mayWrite, inCharge });
  }

  /** What is so from now on, where it was accepted. */
  fold(step: Step, seq: number): void {
    switch (step.do) {
      case 'post':
        this.room(step.room).messages.set(seq, step.who);
        return;
      case 'join':
        this.room(step.room).members.add(step.who);
        if (step.who === this.guest) this.room(step.room).invited.delete(step.who);
        return;
      case 'leave':
        this.room(step.room).members.delete(step.who);
        return;
      case 'access':
        this.room(step.room).open = step.on;
        return;
      case 'read-only':
        this.room(step.room).readOnly = step.on;
        return;
      case 'lock':
        this.room(step.room).locked = step.on;
        return;
      case 'invite':
        this.room(step.room).invited.add(step.whom);
        return;
      case 'kick':
        this.room(step.room).members.delete(step.whom);
        this.room(step.room).invited.delete(step.whom);
        return;
      case 'mute':
        this.room(step.room).muted.add(step.whom);
        return;
      case 'unmute':
        this.room(step.room).muted.delete(step.whom);
        return;
      case 'mute-all':
        this.silent.add(step.whom);
        return;
      case 'unmute-all':
        this.silent.delete(step.whom);
        return;
      case 'ban':
        this.banned.add(step.whom);
        if (step.whom === this.guest) this.guestLeft();
        return;
      case 'role':
        if (step.moderator) this.moderators.add(step.whom);
        else this.moderators.delete(step.whom);
        return;
      case 'delete':
        this.room(step.room).messages.delete(this.target(step));
        return;
      case 'create': {
        const { who, open } = step;
        const room = emptyRoom({ open, owner: who, lobby: false });
        room.members.add(who);
        this.rooms.push(room);
      }
    }
  }

  /** A guest is gone with the connection, and whoever comes next under the name is somebody else. */
  guestLeft(): void {
    for (const room of this.rooms) {
      room.members.delete(this.guest);
      room.invited.delete(this.guest);
      if (room.owner === this.guest) room.owner = '(gone)';
      for (const [seq, by] of room.messages) {
        if (by === this.guest) room.messages.set(seq, '(gone)');
      }
    }
  }

  #mayChange(
    step: Extract<Step, { back: number }>,
    room: RoomFacts,
    { mayWrite, inCharge }: { mayWrite: boolean; inCharge: boolean },
  ): boolean {
    const author = room.messages.get(this.target(step));
    if (author === undefined) return false;
    const mine = author === step.who;
    const isIn = room.members.has(step.who);
    if (step.do === 'edit') return mine && mayWrite && (!room.readOnly || inCharge);
    if (step.do === 'delete') return isIn && (mine || inCharge);
    if (step.do === 'react') return mayWrite;
    return isIn && inCharge;
  }

  /** In a room its owner has a moderator's rank, on both sides. */
  #above({ who, whom }: { who: string; whom: string }, room: RoomFacts): boolean {
    const rank = (one: string) =>
      Math.max(RANK[this.role(one)], room.owner === one ? RANK.moderator : 0);
    return who !== whom && rank(who) >= RANK.moderator && rank(who) > rank(whom);
  }
}

function emptyRoom(facts: Pick<RoomFacts, 'open' | 'owner' | 'lobby'>): RoomFacts {
  return {
    ...facts,
    members: new Set(),
    invited: new Set(),
    muted: new Set(),
    readOnly: false,
    locked: false,
    messages: new Map(),
  };
}
