import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../../store/actions';
import { selectOpenServer } from '../../../store/selectors';
import { useStore } from '../../../store/store';
import { useRowTabIndex } from '../active-row';
import styles from './Markdown.module.css';

/** A room that was named: opens it, or shows the rooms that one is not in yet. */
export const RoomLink = ({ id, children }: { id: string; children?: ReactNode }) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  const open = () => {
    const server = selectOpenServer(useStore.getState());
    if (server?.rooms[id]?.joined) actions.openRoom(server.id, id);
    else actions.openDialog('browse-rooms');
  };
  return (
    <button
      type="button"
      className={styles.room}
      tabIndex={tabIndex}
      title={t('writing.goToRoom', { name: String(children).replace(/^#/, '') })}
      onClick={open}
    >
      {children}
    </button>
  );
};
