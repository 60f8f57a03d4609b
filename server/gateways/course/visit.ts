/** Somebody of the course who is in: who they are, the one room that they are in, and what they do. */
import type { ChatError } from '../../../protocol/errors';
import type { RoomId } from '../../../protocol/ids';
import type { RoomInfo } from '../../../protocol/model';
import type { Notice } from '../../../protocol/order';
import type { Entered, Hub } from '../../hub/api';
import type { Session } from '../../session/session';
import { system } from './deliver';
import type { ClientMessage, ServerMessage } from './messages';
import { listRooms, titleOf } from './rooms-list';
import { COURSE, OURS, refused } from './words';

export class Visit {
  readonly session: Session;
  room: { readonly id: RoomId; readonly title: string } | null = null;
  private name: string;

  constructor(
    private readonly hub: Hub,
    { session, me }: Entered,
  ) {
    this.session = session;
    this.name = me.name;
  }

  /** What to answer with, if anything. What everybody in a room is told comes as its events. */
  async carryOut(message: ClientMessage): Promise<ServerMessage[]> {
    switch (message.type) {
      case 'CSName':
        return this.rename(message.name);
      case 'CSRooms':
        return this.list();
      case 'CSCreateRoom':
        return this.create(message.title);
      case 'CSJoinRoom':
        return this.join(message.roomId);
      case 'CSLeaveRoom':
        return this.leave();
      case 'CSChat':
        return this.chat(message.text);
      case 'CSShutdown':
        return this.shutdown();
    }
  }

  private async rename(wanted: string): Promise<ServerMessage[]> {
    const reply = await this.hub.submit(this.session, { verb: 'nick', name: wanted });
    if (!reply.ok) return this.refusal(reply.error);
    const old = this.name;
    this.name = reply.result.name;
    if (!this.room) return [system(COURSE.nameSet(this.name))];
    // a name that stays as it is is no event
    return old === this.name ? [system(COURSE.renamed(old, old))] : [];
  }

  /** Being put out of the room is told in the words for leaving it. */
  noticed(notice: Notice): ServerMessage[] {
    const { room } = this;
    if (!room || (notice.what !== 'kicked' && notice.what !== 'room-deleted')) return [];
    const still = this.hub
      .roomsFor(this.session)
      .some(({ id, joined }) => joined && id === room.id);
    if (still) return [];
    this.room = null;
    return [system(COURSE.leftSelf(room.title))];
  }

  private list(): ServerMessage[] {
    const { rooms, more } = listRooms(this.hub, this.session);
    const list: ServerMessage = { type: 'SCRoomsResult', rooms };
    return more > 0 ? [list, system(OURS.moreRooms(more))] : [list];
  }

  private async create(title: string): Promise<ServerMessage[]> {
    if (this.room) return [system(COURSE.createInRoom)];
    const command = { verb: 'create', name: title, access: 'open' } as const;
    const reply = await this.hub.submit(this.session, command);
    return reply.ok ? this.entered(reply.result.room) : this.refusal(reply.error);
  }

  private async join(roomId: number): Promise<ServerMessage[]> {
    if (this.room) return [system(COURSE.joinInRoom)];
    const room = this.hub.roomNumbered(roomId);
    if (room === undefined) return [system(COURSE.noSuchRoom)];
    const reply = await this.hub.submit(this.session, { verb: 'join', room });
    return reply.ok ? this.entered(reply.result.room) : this.refusal(reply.error);
  }

  private entered(room: RoomInfo): ServerMessage[] {
    this.room = { id: room.id, title: titleOf(room) };
    return [system(COURSE.entered(this.room.title))];
  }

  private async leave(): Promise<ServerMessage[]> {
    const { room } = this;
    if (!room) return [system(COURSE.notInRoom)];
    const reply = await this.hub.submit(this.session, { verb: 'leave', room: room.id });
    if (!reply.ok) return this.refusal(reply.error);
    this.room = null;
    return [system(COURSE.leftSelf(room.title))];
  }

  private async chat(text: string): Promise<ServerMessage[]> {
    const { room } = this;
    if (!room) return [system(COURSE.notInRoom)];
    const reply = await this.hub.submit(this.session, { verb: 'post', room: room.id, text });
    return reply.ok ? [] : this.refusal(reply.error);
  }

  /** Nobody of this wire has a key, so that nobody is a host: the hub says so. */
  private async shutdown(): Promise<ServerMessage[]> {
    const reply = await this.hub.submit(this.session, { verb: 'shutdown' });
    if (reply.ok) return [];
    if (reply.error.code === 'not-allowed') return [system(OURS.shutdownRefused)];
    return this.refusal(reply.error);
  }

  private refusal(error: ChatError): ServerMessage[] {
    // the log lost a commit, and with it that they are in this room
    if (error.code === 'not-a-member') this.room = null;
    return [system(refused[error.code](error))];
  }
}
