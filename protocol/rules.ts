/** What a room, and the server's door, may be told to be like (docs/PROTOCOL.md "Order"). */
import { z } from 'zod';
import { CAPACITY_MAX, SLOW_MAX_SECONDS } from './limits';

export const roomRules = z.object({
  /** Least time between two messages of one person, in seconds; 0: none. Moderators are free of it. */
  slowSeconds: z.int().min(0).max(SLOW_MAX_SECONDS),
  /** Only moderators write. */
  readOnly: z.boolean(),
  /** Nobody new comes in; whoever is in stays. */
  locked: z.boolean(),
  /**
   * How far back a member reads: everything, what was said since they joined, or nothing that was
   * said before they connected.
   */
  history: z.enum(['all', 'joined', 'none']),
  /** Hands are raised, everybody can be asked to look, names can be read out. */
  classroom: z.boolean().default(false),
  /** Most members; null for no bound of its own. */
  capacity: z.int().min(1).max(CAPACITY_MAX).nullable(),
});
export type RoomRules = z.infer<typeof roomRules>;
export type HistoryRule = RoomRules['history'];

export const NO_RULES: RoomRules = {
  slowSeconds: 0,
  readOnly: false,
  locked: false,
  history: 'all',
  classroom: false,
  capacity: null,
};

export const hasRules = (rules: RoomRules): boolean =>
  (Object.keys(NO_RULES) as (keyof RoomRules)[]).some((key) => rules[key] !== NO_RULES[key]);

/** `knock`: whoever is new waits until a moderator lets them in. `locked`: nobody new comes in. */
export const door = z.enum(['open', 'knock', 'locked']);
export type Door = z.infer<typeof door>;
