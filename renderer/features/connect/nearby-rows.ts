import type { NearbyRoom } from '../../../protocol/ipc';

/** How long a room that is gone is still shown as closed. */
export const CLOSED_SHOWN_MS = 5_000;

export interface Row {
  room: NearbyRoom;
  /** When it was no longer heard, ms since 1970; null while it is there. */
  goneAt: number | null;
}

interface Circumstances {
  /** Somebody is about to press one: pointer or focus is on the list. */
  held: boolean;
  now: number;
  language: string;
}

/** Those one knows first, then where most people are, then by name. */
const inOrder =
  (language: string) =>
  ({ room: a }: Row, { room: b }: Row): number =>
    Number(b.known) - Number(a.known) ||
    b.people - a.people ||
    a.name.localeCompare(b.name, language) ||
    (a.id < b.id ? -1 : 1);

/**
 * The rows from now on. While the list is held nothing in it moves: what is new comes at the end,
 * what is gone stays where it was. Pure.
 */
export const arrange = (
  rows: readonly Row[],
  rooms: readonly NearbyRoom[],
  { held, now, language }: Circumstances,
): readonly Row[] => {
  const heard = new Map(rooms.map((room) => [room.id, room]));
  const kept = rows.flatMap((row): Row[] => {
    const room = heard.get(row.room.id);
    heard.delete(row.room.id);
    if (room) return [{ room, goneAt: null }];
    const goneAt = row.goneAt ?? now;
    return held || now - goneAt < CLOSED_SHOWN_MS ? [{ room: row.room, goneAt }] : [];
  });
  const fresh = [...heard.values()].map((room): Row => ({ room, goneAt: null }));
  const order = inOrder(language);
  return held ? [...kept, ...fresh.sort(order)] : [...kept, ...fresh].sort(order);
};

/** In how many ms a closed room leaves; null when none waits for it. */
export const nextLeaving = (rows: readonly Row[], now: number): number | null => {
  const gone = rows.flatMap(({ goneAt }) => (goneAt === null ? [] : [goneAt]));
  return gone.length === 0 ? null : Math.max(0, Math.min(...gone) + CLOSED_SHOWN_MS - now);
};
