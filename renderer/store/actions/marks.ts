/** What is done with messages that are there: reactions, the board, announcements, former texts. */
import type { Message } from '../../../protocol/apply-change';
import type { RoomId, Seq } from '../../../protocol/ids';
import { LOOKUP_MAX } from '../../../protocol/limits';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { place } from '../place';
import { putLooked } from '../slices/board';
import { useStore } from '../store';
import { submit } from './submit';

/** Gives an emoji, or takes it back. What is shown changes when the server says so. */
export const react = (server: ServerId, room: RoomId, target: Seq, emoji: string, on: boolean) =>
  submit(server, { verb: 'react', room, target, emoji, on });

/** Says that I have read an announcement. */
export const acknowledge = (server: ServerId, room: RoomId, target: Seq) =>
  submit(server, { verb: 'ack', room, target });

/** Puts a message on the room's board, or takes it off. */
export const pinMessage = (server: ServerId, room: RoomId, target: Seq, on: boolean) =>
  submit(server, { verb: 'pin', room, target, on });

/** What a message said before it was edited, oldest first. */
export const readRevisions = (server: ServerId, room: RoomId, target: Seq) =>
  submit(server, { verb: 'revisions', room, target });

/** From the copy on this computer, which has what was once here. */
const fromCopy = async (server: ServerId, room: RoomId, seq: Seq): Promise<Message | undefined> => {
  const { events } = await call('history', { server, room, before: seq + 1, limit: 1 });
  const found = events.find((event) => event.seq === seq);
  return found?.kind === 'posted' ? found : undefined;
};

/**
 * Fetches single messages for the board slice: from the server as they are now, without it from
 * the copy. What is not there is kept as null, so that it is not asked for again.
 */
export const lookUp = async (
  server: ServerId,
  room: RoomId,
  wanted: readonly Seq[],
): Promise<void> => {
  const seqs = wanted.slice(0, LOOKUP_MAX);
  if (seqs.length === 0) return;
  const found: Record<Seq, Message | null> = Object.fromEntries(seqs.map((seq) => [seq, null]));
  const outcome = await submit(server, { verb: 'lookup', room, seqs: [...seqs] });
  if (outcome.ok) {
    for (const event of outcome.result.events)
      if (event.kind === 'posted') found[event.seq] = event;
  } else if (outcome.error.code === 'offline') {
    for (const seq of seqs)
      found[seq] = (await fromCopy(server, room, seq).catch(() => undefined)) ?? null;
  } else return;
  useStore.setState((state) => putLooked(state, place(server, room), found));
};
