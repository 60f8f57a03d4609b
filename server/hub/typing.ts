/** Typing marks: told to those who asked (feature `typing`), bounded in rate and in audience. */
import type { RoomId } from '../../protocol/ids';
import { TYPING_AUDIENCE_MAX, TYPING_EVERY_MS } from '../../protocol/limits';
import type { HubSession } from '../session/hub-session';
import type { StateFrame } from '../session/session';

export class Typing {
  constructor(
    private readonly listeners: (room: RoomId) => ReadonlySet<HubSession>,
    private readonly now: () => number,
  ) {}

  /** A mark that comes too soon after the last one is passed over: it would say nothing new. */
  mark(session: HubSession, room: RoomId, on: boolean): void {
    const last = session.typing.get(room);
    if (on) {
      if (last !== undefined && this.now() - last < TYPING_EVERY_MS) return;
      session.typing.set(room, this.now());
    } else if (!session.typing.delete(room)) {
      return;
    }
    this.tell(session, room, on);
  }

  /** What was being written is there now: that says it without a frame. */
  typed(session: HubSession, room: RoomId): void {
    session.typing.delete(room);
  }

  /** Somebody went away in the middle of a word. */
  gone(session: HubSession): void {
    for (const room of session.typing.keys()) this.tell(session, room, false);
    session.typing.clear();
  }

  private tell(session: HubSession, room: RoomId, on: boolean): void {
    const listeners = this.listeners(room);
    if (listeners.size > TYPING_AUDIENCE_MAX) return;
    const frame: StateFrame = { t: 'typing', room, user: session.user, on };
    for (const other of listeners) {
      if (other !== session && other.wantsTyping) other.state(frame);
    }
  }
}
