import type { RoomId, Seq } from '../../../protocol/ids';
import type { PostParts } from '../../../protocol/message';
import type { PendingMessage, ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { place } from '../place';
import { dropPending, putPending } from '../slices/pending';
import { patchRoom, patchServer } from '../slices/servers';
import { useStore } from '../store';

/**
 * Stores a message on disk; only when this resolves may the composer be cleared. It shows as
 * pending until its event comes back. Rejects with a `CallError`: then the text stays.
 */
export const post = async (
  server: ServerId,
  room: RoomId,
  text: string,
  parts: PostParts = {},
): Promise<PendingMessage> => {
  const message = await call('post', { server, room, text, ...parts });
  useStore.setState((state) => {
    // The event may have overtaken this answer.
    const { epoch, n } = message.from;
    const there = state.timelines[place(server, room)]?.events.some(
      ({ from }) => from?.n === n && from.epoch === epoch,
    );
    const known = state.pending[server]?.some((one) => one.id === message.id);
    return there || known ? {} : putPending(state, server, message);
  });
  return message;
};

export const retryPending = (server: ServerId, id: string) => call('pending.retry', { server, id });

export const deletePending = async (server: ServerId, id: string): Promise<void> => {
  await call('pending.delete', { server, id });
  useStore.setState((state) => dropPending(state, server, id));
};

const putDraft = (server: ServerId, room: RoomId, text: string, reply: Seq | undefined): void => {
  useStore.setState((state) =>
    patchRoom(state, server, room, ({ draft, draftAt }) => ({
      draft: text,
      draftAt: text === draft ? draftAt : text ? Date.now() : 0,
      draftReply: reply,
    })),
  );
  call('draft', { server, room, text, ...(reply !== undefined && { reply }) }).catch(() => {});
};

/** A half-written text, kept per room and over restarts, with what it answers. */
export const saveDraft = (server: ServerId, room: RoomId, text: string): void => {
  const view = useStore.getState().servers[server]?.rooms[room];
  if (view && view.draft !== text) putDraft(server, room, text, view.draftReply);
};

/** What the draft of a room answers from now on; left out: nothing. */
export const saveDraftReply = (server: ServerId, room: RoomId, reply?: Seq): void => {
  const view = useStore.getState().servers[server]?.rooms[room];
  if (view && view.draftReply !== reply) putDraft(server, room, view.draft, reply);
};

/** The host's words were read. */
export const readMotd = (server: ServerId): void => {
  useStore.setState((state) => patchServer(state, server, () => ({ motd: undefined })));
  void call('motd.read', { server }).catch(() => {});
};
