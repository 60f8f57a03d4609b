import type { ChatEvent, EventOf } from '../../../protocol/events';
import type { UserId } from '../../../protocol/ids';
import type { PendingMessage, ServerId } from '../../../protocol/views';

/** Messages of mine that are not in the log yet, in the order in which they will go out. */
export interface PendingSlice {
  pending: Readonly<Record<ServerId, readonly PendingMessage[]>>;
}

export const initialPending: PendingSlice = { pending: {} };

export const setPending = (
  slice: PendingSlice,
  server: ServerId,
  messages: readonly PendingMessage[],
): PendingSlice => ({ pending: { ...slice.pending, [server]: messages } });

export const putPending = (
  slice: PendingSlice,
  server: ServerId,
  message: PendingMessage,
): PendingSlice => {
  const known = slice.pending[server] ?? [];
  const at = known.findIndex((one) => one.id === message.id);
  const same = at >= 0 && known[at]?.from.n === message.from.n;
  // A retried message gets a new number and goes to the end, as it will in the room.
  const next = same
    ? known.with(at, message)
    : [...known.filter((one) => one.id !== message.id), message];
  return setPending(slice, server, next);
};

export const dropPending = (slice: PendingSlice, server: ServerId, id: string): PendingSlice =>
  setPending(
    slice,
    server,
    (slice.pending[server] ?? []).filter((one) => one.id !== id),
  );

/**
 * A pending line leaves when the event that it became comes back: the same number, from me, with
 * the same text in the same room. (Anybody can read my outbox's name and use it.)
 */
export const settlePending = (
  slice: PendingSlice,
  server: ServerId,
  events: readonly ChatEvent[],
  me: UserId | undefined,
): PendingSlice => {
  const known = slice.pending[server];
  if (!known || known.length === 0) return { pending: slice.pending };
  const done = new Map<string, EventOf<'posted'>>();
  for (const event of events)
    if (event.kind === 'posted' && event.from && event.by === me)
      done.set(`${event.from.epoch} ${event.from.n}`, event);
  const left = known.filter(({ from, room, text }) => {
    const event = done.get(`${from.epoch} ${from.n}`);
    return event?.room !== room || event.text !== text;
  });
  return left.length === known.length
    ? { pending: slice.pending }
    : setPending(slice, server, left);
};
