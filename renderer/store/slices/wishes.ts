import { applyChange, type Change, type Message } from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import type { Seq, UserId } from '../../../protocol/ids';
import type { Place } from '../place';

/** What I asked of a message a moment ago, and what the server has not told everybody yet. */
export type Wish =
  | { kind: 'react'; seq: Seq; emoji: string; on: boolean }
  | { kind: 'ack'; seq: Seq }
  | { kind: 'pin'; seq: Seq; on: boolean };

/**
 * Wishes are shown as if they were granted, laid over what is true and never mixed into it: one
 * that is refused leaves nothing behind.
 */
export interface WishesSlice {
  wishes: Readonly<Record<Place, readonly Wish[]>>;
}

export const initialWishes: WishesSlice = { wishes: {} };

const emojiOf = (wish: Wish): string => (wish.kind === 'react' ? wish.emoji : '');
const sameMatter = (a: Wish, b: Wish): boolean =>
  a.kind === b.kind && a.seq === b.seq && emojiOf(a) === emojiOf(b);

const putAll = (slice: WishesSlice, at: Place, wishes: readonly Wish[]): WishesSlice => {
  const { [at]: _before, ...others } = slice.wishes;
  return { wishes: wishes.length > 0 ? { ...others, [at]: wishes } : others };
};

/** The newest wish in a matter stands for it. */
export const putWish = (slice: WishesSlice, at: Place, wish: Wish): WishesSlice =>
  putAll(slice, at, [...(slice.wishes[at] ?? []).filter((one) => !sameMatter(one, wish)), wish]);

/** Ends this very wish; one that took its place meanwhile stays. */
export const dropWish = (slice: WishesSlice, at: Place, wish: Wish): WishesSlice =>
  slice.wishes[at]?.includes(wish)
    ? putAll(
        slice,
        at,
        slice.wishes[at].filter((one) => one !== wish),
      )
    : { wishes: slice.wishes };

const grants = (event: ChatEvent, wish: Wish): boolean => {
  switch (event.kind) {
    case 'reacted':
      return (
        wish.kind === 'react' &&
        wish.seq === event.target &&
        wish.emoji === event.emoji &&
        wish.on === event.on
      );
    case 'acked':
      return wish.kind === 'ack' && wish.seq === event.target;
    // Nothing is to be shown of it any more.
    case 'deleted':
      return wish.seq === event.target;
    default:
      return false;
  }
};

/** What I wished for and what has now been told as my doing is true, and no wish any more. */
export const grantWishes = (
  slice: WishesSlice,
  at: Place,
  events: readonly ChatEvent[],
  me: UserId | undefined,
): WishesSlice => {
  const wishes = slice.wishes[at];
  if (!wishes) return { wishes: slice.wishes };
  const told = events.filter((event) => event.kind === 'deleted' || event.by === me);
  const left = wishes.filter((wish) => !told.some((event) => grants(event, wish)));
  return left.length === wishes.length ? { wishes: slice.wishes } : putAll(slice, at, left);
};

/** What is pinned is told with the room and not with an event. */
export const grantPins = (slice: WishesSlice, at: Place, pins: readonly Seq[]): WishesSlice => {
  const wishes = slice.wishes[at];
  const left = wishes?.filter((wish) => wish.kind !== 'pin' || pins.includes(wish.seq) !== wish.on);
  return !left || left.length === wishes?.length
    ? { wishes: slice.wishes }
    : putAll(slice, at, left);
};

/** The message with my wishes granted; the same object when there are none. Its `as` means nothing. */
export const wished = (
  message: Message,
  wishes: readonly Wish[] | undefined,
  me: UserId | undefined,
): Message => {
  if (!wishes || me === undefined) return message;
  let shown = message;
  for (const wish of wishes) {
    if (wish.seq !== message.seq || wish.kind === 'pin') continue;
    const base = {
      room: message.room,
      seq: (shown.as ?? message.seq) + 1,
      prev: 0,
      ts: message.ts,
      by: me,
      name: '',
      target: message.seq,
    };
    const change: Change =
      wish.kind === 'react'
        ? { ...base, kind: 'reacted', emoji: wish.emoji, on: wish.on }
        : { ...base, kind: 'acked' };
    shown = applyChange(shown, change);
  }
  return shown;
};

/** The room's board with my wishes granted; the same array when there are none. */
export const wishedPins = (
  pins: readonly Seq[],
  wishes: readonly Wish[] | undefined,
): readonly Seq[] => {
  let shown = pins;
  for (const wish of wishes ?? []) {
    if (wish.kind !== 'pin' || shown.includes(wish.seq) === wish.on) continue;
    shown = wish.on ? [...shown, wish.seq] : shown.filter((seq) => seq !== wish.seq);
  }
  return shown;
};
