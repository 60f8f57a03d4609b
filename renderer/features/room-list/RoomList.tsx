import { Compass, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import {
  selectOpenRoomId,
  selectOpenServer,
  selectOtherRooms,
  selectSideList,
} from '../../store/selectors';
import { useStore } from '../../store/store';
import { IconButton } from '../../ui/IconButton';
import { BrowseDialog } from './BrowseDialog';
import { CreateDialog } from './CreateDialog';
import { MeRow } from './MeRow';
import { RenameDialog } from './RenameDialog';
import styles from './RoomList.module.css';
import { RoomSection } from './RoomSection';
import { StatusDialog } from './StatusDialog';

/** Beginners with one room never meet the word "rooms"; with two it heads the list. */
const HEADING_FROM = 2;

/** The side list of one server: its name, its rooms, direct messages, and me. */
export const RoomList = ({ hostStrip }: { hostStrip?: ReactNode }) => {
  const { t } = useTranslation();
  const server = useStore(selectOpenServer);
  const { favourites, rooms, direct } = useStore(selectSideList);
  const others = useStore(selectOtherRooms);
  const open = useStore(selectOpenRoomId);
  if (!server) return null;
  const headed = favourites.length + rooms.length + others.length >= HEADING_FROM;
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
        {favourites.length > 0 && (
          <RoomSection
            server={server}
            title={t('chat.favourites')}
            rooms={favourites}
            favourites
            open={open}
          />
        )}
        <RoomSection
          server={server}
          title={t('chat.rooms')}
          headed={headed}
          tools={
            <>
              {others.length > 0 && (
                <IconButton
                  className={styles.add}
                  label={t('chat.browseRooms')}
                  icon={<Compass size={15} />}
                  onClick={() => actions.openDialog('browse-rooms')}
                />
              )}
              {add}
            </>
          }
          rooms={rooms}
          open={open}
        />
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
          <RoomSection
            server={server}
            title={t('chat.directMessages')}
            rooms={direct}
            open={open}
          />
        )}
      </div>
      <MeRow server={server} />
      <CreateDialog server={server.id} />
      <BrowseDialog server={server.id} rooms={others} />
      <RenameDialog server={server} />
      <StatusDialog />
    </nav>
  );
};
