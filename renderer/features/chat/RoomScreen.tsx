import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import { peerOf, selectOpenRoom, selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';
import styles from './RoomScreen.module.css';
import { useEscape } from './use-escape';
import { useFocusKept } from './use-focus-kept';

/** A room in a window of its own: nothing but its pane. The window is called after the room. */
export const RoomScreen = ({ pane }: { pane: ReactNode }) => {
  const { t } = useTranslation();
  const server = useStore(selectOpenServer);
  const room = useStore(selectOpenRoom);
  useEscape();
  useFocusKept();
  const name =
    server && room ? (peerOf(server, room)?.name ?? roomTitle(room, t('chat.lobby'))) : null;
  const title = name === null ? 'Sarangbang' : `${name} · ${server?.name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!room) return <p className={styles.gone}>{t('chat.windowGone')}</p>;
  return <div className={styles.window}>{pane}</div>;
};
