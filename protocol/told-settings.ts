/**
 * What a person chose about being told, about others, and about being seen. Spread into
 * settings.ts; every field falls back by itself.
 */
import { z } from 'zod';
import { userId } from './ids';
import {
  KEYWORD_MAX_CHARS,
  KEYWORDS_MAX,
  NAME_MAX_CHARS,
  PEOPLE_LIST_MAX,
  ROOM_LEVELS_MAX,
} from './limits';
import { userStatus } from './model';

/** Until a person says otherwise: larger than any time. */
export const ALWAYS = Number.MAX_SAFE_INTEGER;

export const notifyLevel = z.enum(['all', 'mentions', 'nothing']);
export type NotifyLevel = z.infer<typeof notifyLevel>;

/** One room's own rule; without one the general rule holds. */
export const roomRule = z.object({
  /** Left out: as everywhere. */
  level: notifyLevel.optional(),
  /** Silent until then, ms since 1970; `ALWAYS` until it is taken back. */
  mutedUntil: z.int().min(0).optional(),
});
export type RoomRule = z.infer<typeof roomRule>;

/** Somebody of a list, with the name by which the list shows them. */
export const listedPerson = z.object({ user: userId, name: z.string().max(NAME_MAX_CHARS) });
export type ListedPerson = z.infer<typeof listedPerson>;
const people = z.array(listedPerson).max(PEOPLE_LIST_MAX);

export const quietHours = z.object({
  on: z.boolean(),
  /** Minutes since midnight, local time. `from` after `to` lasts over midnight. */
  from: z.int().min(0).max(1439),
  to: z.int().min(0).max(1439),
  /** Days on which they begin; 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).max(7),
});
export type QuietHours = z.infer<typeof quietHours>;

export const toldFields = {
  /** `auto`: all in small rooms, mentions in big ones (NOTIFY_CROWD). */
  notify: z.enum(['auto', 'all', 'mentions', 'nothing']),
  /** By place: room id, space, server id. */
  roomRules: z
    .record(z.string().max(400), roomRule)
    .refine((rules) => Object.keys(rules).length <= ROOM_LEVELS_MAX),
  /** A message with one of them counts as one that names me. */
  keywords: z.array(z.string().min(1).max(KEYWORD_MAX_CHARS)).max(KEYWORDS_MAX),
  /** Nothing pops up until then, ms since 1970; 0: it does. */
  dndUntil: z.int().min(0),
  quietHours,
  /** Notifications say that there is a message, not what it says. */
  hideText: z.boolean(),
  /** Told of knocks at the door and of raised hands, where one keeps order. */
  tellAsking: z.boolean(),
  sound: z.boolean(),
  /** Their messages fold to one line, and are not told. By identity, on every server. */
  blocked: people,
  /** Their messages are shown, and not told. */
  mutedPeople: people,
  /** `away`: shown as away whatever I do. */
  availability: z.enum(['auto', 'away']),
  /** Shown as away after a while without key or mouse. */
  awayWhenIdle: z.boolean(),
  status: userStatus.nullable(),
  startAtLogin: z.boolean(),
  /** Closing the window leaves the app in the tray, also when no room is open here. */
  stayInTray: z.boolean(),
  motion: z.enum(['system', 'reduced']),
  contrast: z.enum(['system', 'more']),
};

export const NO_QUIET_HOURS: QuietHours = {
  on: false,
  from: 22 * 60,
  to: 7 * 60,
  days: [0, 1, 2, 3, 4, 5, 6],
};

export const toldSettings = {
  notify: toldFields.notify.catch('auto').default('auto'),
  roomRules: toldFields.roomRules.catch({}).default({}),
  keywords: toldFields.keywords.catch([]).default([]),
  dndUntil: toldFields.dndUntil.catch(0).default(0),
  quietHours: quietHours.catch(NO_QUIET_HOURS).default(NO_QUIET_HOURS),
  hideText: toldFields.hideText.catch(false).default(false),
  tellAsking: toldFields.tellAsking.catch(true).default(true),
  sound: toldFields.sound.catch(false).default(false),
  blocked: people.catch([]).default([]),
  mutedPeople: people.catch([]).default([]),
  availability: toldFields.availability.catch('auto').default('auto'),
  awayWhenIdle: toldFields.awayWhenIdle.catch(true).default(true),
  status: toldFields.status.catch(null).default(null),
  startAtLogin: toldFields.startAtLogin.catch(false).default(false),
  stayInTray: toldFields.stayInTray.catch(false).default(false),
  motion: toldFields.motion.catch('system').default('system'),
  contrast: toldFields.contrast.catch('system').default('system'),
};
