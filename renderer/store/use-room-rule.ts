import type { RoomId } from '../../protocol/ids';
import { isMuted, ruleKey } from '../../protocol/telling';
import type { NotifyLevel } from '../../protocol/told-settings';
import type { Until } from '../../protocol/until';
import type { ServerId } from '../../protocol/views';
import { actions } from './actions';
import { useStore } from './store';

/** All that the menu of a room's notifications wants: `<NotifyMenu {...useRoomRule(…)} />`. */
export const useRoomRule = (server: ServerId, room: RoomId) => {
  const rule = useStore(({ settings }) => settings.roomRules[ruleKey(server, room)]);
  return {
    level: rule?.level ?? null,
    muted: isMuted(rule, Date.now()),
    onLevel: (level: NotifyLevel | null): void =>
      void actions.setRoomLevel(server, room, level).catch(() => {}),
    onMute: (until: Until | null): void =>
      void actions.muteRoom(server, room, until).catch(() => {}),
  };
};
