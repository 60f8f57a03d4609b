import type { RoomId, UserId } from '../../../protocol/ids';
import type { Landing } from '../../../protocol/ipc';
import { ruleKey } from '../../../protocol/telling';
import type { NotifyLevel, RoomRule } from '../../../protocol/told-settings';
import { type Until, untilTime } from '../../../protocol/until';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { useStore } from '../store';
import { jumpTo } from './jump';
import { openRoom } from './navigate';
import { updateSettings } from './settings';

/** A notification or the tray leads there. */
export const land = ({ server, room, seq }: Landing): void => {
  useStore.setState({ dialog: null });
  if (seq === undefined) openRoom(server, room);
  else void jumpTo(server, room, seq, { highlight: true });
};

/** The room whose newest line is on the screen; null: none. */
export const looking = (place: { server: ServerId; room: RoomId } | null): void =>
  void call('looking', place).catch(() => {});

/** One room's own rule. What says nothing any more is not kept. */
const changeRule = (server: ServerId, room: RoomId, change: Partial<RoomRule>): Promise<void> => {
  const { roomRules } = useStore.getState().settings;
  const key = ruleKey(server, room);
  const { [key]: before, ...rest } = roomRules;
  // Mutes of other rooms that have ended are forgotten on the way.
  const now = Date.now();
  const others = Object.fromEntries(
    Object.entries(rest).filter(([, one]) => one.level || (one.mutedUntil ?? 0) > now),
  );
  const { level, mutedUntil } = { ...before, ...change };
  const rule = { ...(level && { level }), ...(mutedUntil && { mutedUntil }) };
  const some = Object.keys(rule).length > 0;
  return updateSettings({ roomRules: some ? { ...others, [key]: rule } : others });
};

/** Null: as everywhere. */
export const setRoomLevel = (server: ServerId, room: RoomId, level: NotifyLevel | null) =>
  changeRule(server, room, { level: level ?? undefined });

/** Null: not any more. */
export const muteRoom = (server: ServerId, room: RoomId, until: Until | null) =>
  changeRule(server, room, { mutedUntil: until ? untilTime(until, new Date()) : undefined });

/** Nothing pops up until then; null: it does again. */
export const setDoNotDisturb = (until: Until | null) =>
  updateSettings({ dndUntil: until ? untilTime(until, new Date()) : 0 });

const listed = (list: 'blocked' | 'mutedPeople', user: UserId, name: string | null) => {
  const others = useStore.getState().settings[list].filter((one) => one.user !== user);
  return updateSettings({ [list]: name === null ? others : [...others, { user, name }] });
};

/** For me alone, on every server. Null: not any more; else the name by which the list shows them. */
export const blockPerson = (user: UserId, name: string | null) => listed('blocked', user, name);
export const mutePerson = (user: UserId, name: string | null) => listed('mutedPeople', user, name);

/** Start with the system. Resolves to why not, where it cannot be. */
export const startAtLogin = async (on: boolean): Promise<'sandboxed' | 'denied' | null> => {
  const outcome = await call('login.set', { on });
  return outcome.ok ? null : (outcome.why ?? 'denied');
};
