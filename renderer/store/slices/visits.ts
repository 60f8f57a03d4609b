import type { ChatEvent } from '../../../protocol/events';
import type { UserId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';

/** What was said while we were there, counted here and told to nobody. */
export interface Visit {
  /** ms since 1970. */
  since: number;
  messages: number;
  /** Who said something. */
  people: readonly UserId[];
  /** The host closed the room: what comes after it is reopened is another visit. */
  over?: true;
}

export interface VisitsSlice {
  /** The visit that is going on, or the last one. */
  visits: Readonly<Record<ServerId, Visit>>;
}

export const initialVisits: VisitsSlice = { visits: {} };

export const beginVisit = (slice: VisitsSlice, server: ServerId, now: number): VisitsSlice => ({
  visits: { ...slice.visits, [server]: { since: now, messages: 0, people: [] } },
});

export const endVisit = (slice: VisitsSlice, server: ServerId): VisitsSlice => {
  const visit = slice.visits[server];
  return visit ? { visits: { ...slice.visits, [server]: { ...visit, over: true } } } : slice;
};

/** From being inside on, unless a visit is going on. `now`: ms since 1970. */
export const continueVisit = (slice: VisitsSlice, server: ServerId, now: number): VisitsSlice => {
  const visit = slice.visits[server];
  return visit && !visit.over ? { visits: slice.visits } : beginVisit(slice, server, now);
};

/** What was said before the visit, and is only fetched now, does not count. `now`: it begins. */
export const countVisit = (
  slice: VisitsSlice,
  server: ServerId,
  events: readonly ChatEvent[],
  now: number,
): VisitsSlice => {
  const visit = slice.visits[server] ?? { since: now, messages: 0, people: [] };
  const said = events.filter(({ kind, ts }) => kind === 'posted' && ts >= visit.since);
  if (said.length === 0 && slice.visits[server]) return { visits: slice.visits };
  const people = [...new Set([...visit.people, ...said.map(({ by }) => by)])];
  const counted = { ...visit, messages: visit.messages + said.length, people };
  return { visits: { ...slice.visits, [server]: counted } };
};
