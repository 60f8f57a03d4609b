/**
 * Whether somebody is told of a message, and how: the one decision behind notifications and the
 * badge. Pure; clocks, windows and the system's notifications stand outside.
 */
import type { ChatEvent, EventOf } from './events';
import type { UserId } from './ids';
import { NOTIFY_CROWD } from './limits';
import { callsMe } from './mentions';
import type { Settings } from './settings';
import type { NotifyLevel, QuietHours, RoomRule } from './told-settings';
import type { RoomView } from './views';

export interface Telling {
  /** `quiet`: shown without sound. `loud`: with sound, where sound is switched on. */
  notify: 'none' | 'quiet' | 'loud';
  /** What it adds to the badge. */
  badge: 'number' | 'dot' | 'none';
  /** The notification says that there is a message, not what it says. */
  textHidden: boolean;
}

export type TellingSettings = Pick<
  Settings,
  | 'notify'
  | 'roomRules'
  | 'keywords'
  | 'dndUntil'
  | 'quietHours'
  | 'hideText'
  | 'blocked'
  | 'mutedPeople'
>;

export interface Circumstances {
  me: { id: UserId; name: string };
  room: Pick<RoomView, 'kind' | 'members'>;
  /** As in `roomRules`. */
  place: string;
  settings: TellingSettings;
  /** Its newest line is on the screen of a window that has the focus. */
  reading: boolean;
  /** Local time. */
  now: Date;
}

const NOTHING: Telling = { notify: 'none', badge: 'none', textHidden: false };

/** A key of `roomRules`. */
export const ruleKey = (server: string, room: string): string => `${room} ${server}`;

export const isMuted = (rule: RoomRule | undefined, now: number): boolean =>
  (rule?.mutedUntil ?? 0) > now;

/** Which messages of a room pop up. */
export const levelOf = (
  room: Pick<RoomView, 'kind' | 'members'>,
  rule: RoomRule | undefined,
  general: Settings['notify'],
): NotifyLevel => {
  if (rule?.level) return rule.level;
  // Whoever writes to one person alone means that person.
  if (room.kind === 'direct') return general === 'nothing' ? 'nothing' : 'all';
  if (general !== 'auto') return general;
  return room.members > NOTIFY_CROWD ? 'mentions' : 'all';
};

/** Whether quiet hours are on at this local time. They belong to the day on which they begin. */
export const isQuietTime = ({ on, from, to, days }: QuietHours, now: Date): boolean => {
  if (!on || from === to) return false;
  const minute = now.getHours() * 60 + now.getMinutes();
  const today = now.getDay();
  if (from < to) return minute >= from && minute < to && days.includes(today);
  if (minute >= from) return days.includes(today);
  return minute < to && days.includes((today + 6) % 7);
};

export const isDisturbable = (
  settings: Pick<Settings, 'dndUntil' | 'quietHours'>,
  now: Date,
): boolean => settings.dndUntil <= now.getTime() && !isQuietTime(settings.quietHours, now);

const has = (people: readonly { user: UserId }[], user: UserId): boolean =>
  people.some((one) => one.user === user);

/** It names me, everybody here or a keyword, answers me, or is an announcement. */
export const isForMe = (
  event: EventOf<'posted'>,
  me: { id: UserId; name: string },
  keywords: readonly string[],
): boolean =>
  event.announce === true ||
  event.reply?.by === me.id ||
  callsMe(event.text, { name: me.name, keywords });

/** What becomes of one event that has just come. */
export function tell(event: ChatEvent, about: Circumstances): Telling {
  const { me, room, settings, now } = about;
  if (event.kind !== 'posted' || event.gone || event.by === me.id || about.reading) return NOTHING;
  if (has(settings.blocked, event.by)) return NOTHING;
  const rule = settings.roomRules[about.place];
  const called = isForMe(event, me, settings.keywords);
  const silent = isMuted(rule, now.getTime());
  const level = silent ? 'nothing' : levelOf(room, rule, settings.notify);
  const badge = badgeFor({ direct: room.kind === 'direct', called, silent });
  const hushed = has(settings.mutedPeople, event.by) || !isDisturbable(settings, now);
  const loud = called || room.kind === 'direct';
  const pops = !hushed && (level === 'all' || (level === 'mentions' && called));
  return {
    notify: pops ? (loud ? 'loud' : 'quiet') : 'none',
    badge,
    textHidden: settings.hideText,
  };
}

const badgeFor = (about: {
  direct: boolean;
  called: boolean;
  silent: boolean;
}): Telling['badge'] => {
  if (about.silent) return about.called ? 'number' : 'none';
  return about.called || about.direct ? 'number' : 'dot';
};

export interface Badge {
  /** Messages that name me, and direct ones. */
  count: number;
  /** Anything else is unread. */
  dot: boolean;
}

type Counted = Pick<RoomView, 'kind' | 'joined' | 'unread' | 'mentions'>;

/** What one room adds to the badge: a number for what is meant for me, a dot for the rest. */
export const roomBadge = (room: Counted, rule: RoomRule | undefined, now: number): Badge => {
  if (!room.joined || room.unread === 0) return { count: 0, dot: false };
  if (isMuted(rule, now)) return { count: room.mentions, dot: false };
  const count = room.kind === 'direct' ? room.unread : room.mentions;
  return { count, dot: room.unread > count };
};

export const sumBadges = (badges: Iterable<Badge>): Badge => {
  const sum = { count: 0, dot: false };
  for (const { count, dot } of badges) {
    sum.count += count;
    sum.dot ||= dot;
  }
  return sum;
};
