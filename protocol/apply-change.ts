/**
 * What becomes of a message after it was said: the one fold of changes into messages, used by the
 * server's log, by the copy of every client, and by the window (docs/PROTOCOL.md "Messages").
 */
import type { ChatEvent, EventOf } from './events';
import type { Seq, UserId } from './ids';
import { REACTION_USERS_MAX, REACTIONS_MAX } from './limits';
import type { Quote, Reaction } from './message';

export type Message = EventOf<'posted'>;
export type Change = EventOf<'edited' | 'deleted' | 'reacted' | 'acked'>;

const CHANGES: ReadonlySet<string> = new Set(['edited', 'deleted', 'reacted', 'acked']);

/** Whether an event changes the message of the same room whose seq is its `target`. */
export const isChange = (event: ChatEvent): event is Change => CHANGES.has(event.kind);

/**
 * The message after the change; itself when the change is folded in already, or means nothing any
 * more. A deleted message keeps its place, author and time, and nothing of what it said.
 */
export function applyChange(message: Message, change: Change): Message {
  if (change.room !== message.room || change.target !== message.seq) return message;
  if (change.seq <= (message.as ?? 0) || message.gone) return message;
  const as = change.seq;
  switch (change.kind) {
    case 'edited':
      return { ...message, text: change.text, edited: change.ts, as };
    case 'deleted':
      return emptied(message, { by: change.by, ts: change.ts }, as);
    case 'reacted': {
      const { reactions: before = [], ...rest } = message;
      const reactions = react(before, change.by, change.emoji, change.on);
      return reactions.length > 0 ? { ...rest, reactions, as } : { ...rest, as };
    }
    case 'acked': {
      const acks = message.acks ?? [];
      return acks.includes(change.by)
        ? { ...message, as }
        : { ...message, acks: [...acks, change.by], as };
    }
  }
}

/** A reply whose original was deleted quotes nothing any more. */
export function forgetQuote(message: Message, target: number): Message {
  const { reply } = message;
  if (reply?.seq !== target || reply.text === '') return message;
  const empty: Quote = { ...reply, text: '' };
  return { ...message, reply: empty };
}

/** Why a reaction is one too many: REACTIONS_MAX emoji, REACTION_USERS_MAX reactions in all. */
export function hasPlaceFor(message: Message, emoji: string): boolean {
  const reactions = message.reactions ?? [];
  const total = reactions.reduce((sum, { users }) => sum + users.length, 0);
  if (total >= REACTION_USERS_MAX) return false;
  return reactions.length < REACTIONS_MAX || reactions.some((one) => one.emoji === emoji);
}

export const hasReacted = (message: Message, user: UserId, emoji: string): boolean =>
  message.reactions?.some((one) => one.emoji === emoji && one.users.includes(user)) ?? false;

function react(
  reactions: readonly Reaction[],
  user: UserId,
  emoji: string,
  on: boolean,
): Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return on ? [...reactions, { emoji, users: [user] }] : [...reactions];
  const others = known.users.filter((one) => one !== user);
  const users = on ? (known.users.includes(user) ? known.users : [...others, user]) : others;
  return reactions
    .map((one) => (one === known ? { emoji, users } : one))
    .filter((one) => one.users.length > 0);
}

function emptied(message: Message, gone: { by: UserId; ts: number }, as: number): Message {
  const { room, seq, prev, ts, by, name, wire, from, kind, imported } = message;
  return {
    ...{ kind, room, seq, prev, ts, by, name, text: '', gone, as },
    ...(wire && { wire }),
    ...(from && { from }),
    ...(imported && { imported }),
  };
}

/**
 * Seq of the message that an event is about and that lies in the same room: found again when that
 * message is deleted.
 */
export const targetOf = (event: ChatEvent): Seq | null =>
  event.kind === 'posted'
    ? (event.reply?.seq ?? null)
    : 'target' in event
      ? (event.target ?? null)
      : null;
