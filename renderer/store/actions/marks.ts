/** What is done with messages that are there: reactions, the board, announcements, former texts. */
import type { Message } from '../../../protocol/apply-change';
import type { RoomId, Seq } from '../../../protocol/ids';
import { LOOKUP_MAX } from '../../../protocol/limits';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { place } from '../place';
import { putLooked } from '../slices/board';
import { dropWish, putWish, type Wish } from '../slices/wishes';
import { useStore } from '../store';
import { type Outcome, submit } from './submit';

/**
 * What was granted is told to everybody within this time, or concerns nothing that is held here:
 * then the wish ends without having been told.
 */
const TOLD_WITHIN_MS = 5_000;

/** What was asked last in one matter: one after the other, in the order of the presses. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Shows at once what is asked for, and takes it back when it is refused. Resolves to accepted or
 * refused and never rejects.
 */
const wishing = async <T>(
  server: ServerId,
  room: RoomId,
  wish: Wish,
  ask: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const at = place(server, room);
  const end = () => useStore.setState((state) => dropWish(state, at, wish));
  useStore.setState((state) => putWish(state, at, wish));
  const matter = `${at} ${wish.kind} ${wish.seq} ${wish.kind === 'react' ? wish.emoji : ''}`;
  const turn = (turns.get(matter) ?? Promise.resolve()).then(ask);
  turns.set(matter, turn);
  const outcome = await turn;
  if (turns.get(matter) === turn) turns.delete(matter);
  if (outcome.ok) setTimeout(end, TOLD_WITHIN_MS);
  else end();
  return outcome;
};

/** Gives an emoji, or takes it back. */
export const react = (server: ServerId, room: RoomId, target: Seq, emoji: string, on: boolean) =>
  wishing(server, room, { kind: 'react', seq: target, emoji, on }, () =>
    submit(server, { verb: 'react', room, target, emoji, on }),
  );

/** Says that I have read an announcement. */
export const acknowledge = (server: ServerId, room: RoomId, target: Seq) =>
  wishing(server, room, { kind: 'ack', seq: target }, () =>
    submit(server, { verb: 'ack', room, target }),
  );

/** Puts a message on the room's board, or takes it off. */
export const pinMessage = (server: ServerId, room: RoomId, target: Seq, on: boolean) =>
  wishing(server, room, { kind: 'pin', seq: target, on }, () =>
    submit(server, { verb: 'pin', room, target, on }),
  );

/** What a message said before it was edited, oldest first. */
export const readRevisions = (server: ServerId, room: RoomId, target: Seq) =>
  submit(server, { verb: 'revisions', room, target });

/** From the copy on this computer, which has what was once here. Never rejects. */
export const messageInCopy = async (
  server: ServerId,
  room: RoomId,
  seq: Seq,
): Promise<Message | undefined> => {
  const page = await call('history', { server, room, before: seq + 1, limit: 1 }).catch(() => null);
  const found = page?.events.find((event) => event.seq === seq);
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
    for (const seq of seqs) found[seq] = (await messageInCopy(server, room, seq)) ?? null;
  } else return;
  useStore.setState((state) => putLooked(state, place(server, room), found));
};
