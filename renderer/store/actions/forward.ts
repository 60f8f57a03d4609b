import type { RoomId, UserId } from '../../../protocol/ids';
import type { FileRef, Origin } from '../../../protocol/message';
import { checkText } from '../../../protocol/text';
import type { ServerId } from '../../../protocol/views';
import { putRooms } from '../slices/servers';
import { useStore } from '../store';
import { forwardFiles } from './files';
import { post } from './messages';
import { failed, type Outcome, submit } from './submit';

/** A room that I am in, or somebody, on any server that is known here. */
export type ForwardTo = { server: ServerId; room: RoomId } | { server: ServerId; user: UserId };

/** The room of two with somebody, without going there. */
const directRoom = async (server: ServerId, user: UserId): Promise<Outcome<RoomId>> => {
  const rooms = Object.values(useStore.getState().servers[server]?.rooms ?? {});
  const known = rooms.find((room) => room.joined && room.peer === user);
  if (known) return { ok: true, result: known.id };
  const outcome = await submit(server, { verb: 'direct', user });
  if (!outcome.ok) return outcome;
  const { room } = outcome.result;
  const fresh = { last: 0, read: 0, unread: 0, mentions: 0, draft: '', draftAt: 0 };
  useStore.setState((state) =>
    putRooms(state, server, [
      { ...fresh, ...state.servers[server]?.rooms[room.id], ...room, joined: true },
    ]),
  );
  return { ok: true, result: room.id };
};

/**
 * Says a message once more somewhere else, with where it comes from, and a comment of one's own
 * below it. Its files go along within their server; on another one there is nothing of them, so
 * that only the text goes. Resolves to the room that it went to; refuses with `bad-text` what would
 * say nothing.
 */
export const forwardMessage = async (
  message: { server: ServerId; text: string; files: readonly FileRef[]; origin: Origin },
  to: ForwardTo,
  comment: string,
): Promise<Outcome<RoomId>> => {
  const text = checkText(message.text);
  const added = checkText(comment);
  const files = message.server === to.server ? message.files : [];
  const says = text.ok || (text.why === 'empty' && files.length > 0);
  if (!says || (!added.ok && added.why !== 'empty')) return failed('bad-text');
  const room =
    'room' in to ? { ok: true as const, result: to.room } : await directRoom(to.server, to.user);
  if (!room.ok) return room;
  try {
    const said = text.ok ? text.text : '';
    const comment = added.ok ? added.text : '';
    if (files.length > 0) {
      const about = { text: said, from: message.origin, comment };
      const outcome = await forwardFiles(to.server, room.result, files, about);
      return outcome.ok ? room : outcome;
    }
    await post(to.server, room.result, said, { forwarded: message.origin });
    if (comment !== '') await post(to.server, room.result, comment);
    return room;
  } catch {
    return failed('internal');
  }
};
