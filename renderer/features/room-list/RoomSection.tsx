import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { peerOf } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import styles from './RoomList.module.css';
import { RoomRow } from './RoomRow';
import { useReorder } from './use-reorder';

interface RoomSectionProps {
  server: Server;
  title: string;
  /** Beginners with one room are shown no heading. */
  headed?: boolean;
  /** Buttons beside the heading. */
  tools?: ReactNode;
  rooms: readonly RoomView[];
  /** These are the favourites. */
  favourites?: boolean;
  open: string | null;
}

/** Rooms under one heading, in an order that can be changed by dragging or by keys. */
export const RoomSection = (props: RoomSectionProps) => {
  const { server, title, headed = true, tools, rooms, favourites = false, open } = props;
  const { t } = useTranslation();
  const [told, setTold] = useState('');
  const ids = rooms.map(({ id }) => id);
  const moves = useReorder(ids, (id, to) => {
    actions.placeRoom(server.id, id, ids, to);
    const room = rooms.find((one) => one.id === id);
    if (!room) return;
    const name = peerOf(server, room)?.name ?? roomTitle(room, t('chat.lobby'));
    setTold(t('chat.roomMoved', { name, place: to + 1, count: ids.length }));
  });
  return (
    <>
      {headed && (
        <div className={styles.section}>
          <h3>{title}</h3>
          {tools}
        </div>
      )}
      <ul className={styles.rows} aria-label={title}>
        {rooms.map((room) => (
          <li key={room.id} className={styles.place} {...moves(room.id)}>
            <RoomRow
              server={server.id}
              room={room}
              peer={peerOf(server, room)}
              online={server.status.state === 'online'}
              favourite={favourites}
              open={room.id === open}
            />
          </li>
        ))}
      </ul>
      <p className="sr-only" role="status">
        {told}
      </p>
    </>
  );
};
