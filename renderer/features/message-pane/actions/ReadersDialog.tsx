import { useTranslation } from 'react-i18next';
import type { UserId } from '../../../../protocol/ids';
import type { Server } from '../../../store/slices/servers';
import { Avatar } from '../../../ui/Avatar';
import { Dialog } from '../../../ui/Dialog';
import type { Readers } from '../message/readers';
import styles from './dialogs.module.css';

interface ReadersDialogProps {
  open: boolean;
  server: Server;
  readers: Readers | null;
  onClose: () => void;
}

/** Who has read an announcement and who has not: everybody in the room may see it. */
export const ReadersDialog = ({ open, server, readers, onClose }: ReadersDialogProps) => {
  const { t } = useTranslation();
  const list = (people: readonly UserId[]) => {
    // Somebody who left the server has no name here any more.
    const known = people.flatMap((id) => server.users[id] ?? []);
    if (known.length === 0) return <p className={styles.nobody}>{t('message.nobody')}</p>;
    return (
      <ul className={styles.people}>
        {known.map(({ id, name }) => (
          <li key={id}>
            <Avatar id={id} name={name} size="small" />
            <span>{name}</span>
          </li>
        ))}
      </ul>
    );
  };
  return (
    <Dialog open={open} onClose={onClose} title={t('message.readByTitle')} width="narrow">
      {readers && (
        <div className={styles.readers}>
          <section>
            <h3>{t('message.haveNotRead', { count: readers.unread.length })}</h3>
            {list(readers.unread)}
          </section>
          <section>
            <h3>{t('message.haveRead', { count: readers.read.length })}</h3>
            {list(readers.read)}
          </section>
        </div>
      )}
    </Dialog>
  );
};
