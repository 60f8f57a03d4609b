import { Compass, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import {
  peerOf,
  selectDirectRooms,
  selectJoinedRooms,
  selectOpenRoomId,
  selectOpenServer,
  selectOtherRooms,
} from '../../store/selectors';
import { useStore } from '../../store/store';
import { IconButton } from '../../ui/IconButton';
import { BrowseDialog } from './BrowseDialog';
import { CreateDialog } from './CreateDialog';
import { MeRow } from './MeRow';
import { RenameDialog } from './RenameDialog';
import styles from './RoomList.module.css';
import { RoomRow } from './RoomRow';

/** Beginners with one room never meet the word "rooms"; with two it heads the list. */
const HEADING_FROM = 2;

/** The side list of one server: its name, its rooms, direct messages, and me. */
export const RoomList = ({ hostStrip }: { hostStrip?: ReactNode }) => {
  const { t } = useTranslation();
  const server = useStore(selectOpenServer);
  const rooms = useStore(selectJoinedRooms);
  const others = useStore(selectOtherRooms);
  const direct = useStore(selectDirectRooms);
  const open = useStore(selectOpenRoomId);
  if (!server) return null;
  const headed = rooms.length + others.length >= HEADING_FROM;
  const online = server.status.state === 'online';
  const add = (
    <IconButton
      className={styles.add}
      label={t('chat.newRoom')}
      icon={<Plus size={16} />}
      disabled={!online}
      onClick={() => actions.openDialog('new-room')}
    />
  );
  return (
    <nav className={styles.side} aria-label={server.name}>
      <div className={styles.server}>
        <h2 className={styles.serverName}>{server.name}</h2>
        {!headed && add}
      </div>
      {hostStrip}
      <div className={styles.scroll}>
        {headed && (
          <div className={styles.section}>
            <h3>{t('chat.rooms')}</h3>
            {others.length > 0 && (
              <IconButton
                className={styles.add}
                label={t('chat.browseRooms')}
                icon={<Compass size={15} />}
                onClick={() => actions.openDialog('browse-rooms')}
              />
            )}
            {add}
          </div>
        )}
        <ul className={styles.rows} aria-label={t('chat.rooms')}>
          {rooms.map((room) => (
            <RoomRow key={room.id} server={server.id} room={room} open={room.id === open} />
          ))}
        </ul>
        {others.length > 0 && (
          <button
            type="button"
            className={styles.more}
            onClick={() => actions.openDialog('browse-rooms')}
          >
            {t('chat.otherRooms', { count: others.length })}
          </button>
        )}
        {direct.length > 0 && (
          <>
            <div className={styles.section}>
              <h3>{t('chat.directMessages')}</h3>
            </div>
            <ul className={styles.rows} aria-label={t('chat.directMessages')}>
              {direct.map((room) => (
                <RoomRow
                  key={room.id}
                  server={server.id}
                  room={room}
                  peer={peerOf(server, room)}
                  online={online}
                  open={room.id === open}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      <MeRow server={server} />
      <CreateDialog server={server.id} />
      <BrowseDialog server={server.id} rooms={others} />
      <RenameDialog server={server} />
    </nav>
  );
};
