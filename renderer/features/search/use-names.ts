import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import { peerOf, selectOpenServer, selectServers } from '../../store/selectors';
import { useStore } from '../../store/store';
import type { Nameable } from './suggest';

const byLabel = (a: Nameable, b: Nameable): number => a.label.localeCompare(b.label);

/** Real people and rooms of where one looks, for completing filters. */
export const useNames = (): { people: readonly Nameable[]; rooms: readonly Nameable[] } => {
  const { t } = useTranslation();
  const everywhere = useStore((state) => state.search.scope === 'everywhere');
  const open = useStore(selectOpenServer);
  const all = useStore(selectServers);
  return useMemo(() => {
    const servers = everywhere ? all : open ? [open] : [];
    const people = servers.flatMap((server) =>
      Object.values(server.users)
        .filter(({ id }) => id !== server.me?.id)
        .map(({ id, name }) => ({ id, label: name })),
    );
    const rooms = servers.flatMap((server) =>
      Object.values(server.rooms)
        .filter(({ joined }) => joined)
        .map((room) => ({
          id: room.id,
          label: peerOf(server, room)?.name ?? roomTitle(room, t('chat.lobby')),
        })),
    );
    return { people: people.sort(byLabel), rooms: rooms.sort(byLabel) };
  }, [everywhere, open, all, t]);
};
