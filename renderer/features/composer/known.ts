import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../protocol/ids';
import { spokenOf } from '../../../protocol/language';
import { roomTitle } from '../../../protocol/lobby';
import type { UserInfo } from '../../../protocol/model';
import { place } from '../../store/place';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { byRecency } from './completion';
import type { Known } from './offers';

/** Who spoke lately in a room, the newest first, each once. */
const speakersOf = (server: Server, room: RoomId): readonly string[] => {
  const events = useStore.getState().timelines[place(server.id, room)]?.events ?? [];
  const found = new Set<string>();
  for (const event of events.toReversed()) if (event.kind === 'posted') found.add(event.by);
  return [...found];
};

/**
 * What can be completed in this room. Who spoke last is looked up when a list is opened, not
 * with every message: the composer does not stir while others talk.
 */
export const useKnown = (
  server: Server,
  room: RoomId,
  people: readonly UserInfo[],
): Omit<Known, 'emoji'> => {
  const { t, i18n } = useTranslation();
  const tone = useStore(({ settings }) => settings.skinTone);
  const { rooms, me } = server;
  const lobby = t('chat.lobby');
  const role = me?.role;
  return useMemo(
    () => ({
      get people() {
        return byRecency(people, speakersOf(server, room));
      },
      rooms: Object.values(rooms)
        .filter(({ kind }) => kind === 'room')
        .map((one) => ({ id: one.id, name: roomTitle(one, lobby) })),
      tone,
      language: spokenOf([i18n.language]),
      isHost: role === 'host',
      isModerator: role === 'host' || role === 'moderator',
    }),
    [server, room, people, rooms, tone, i18n.language, role, lobby],
  );
};
