import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { IconButton } from '../../ui/IconButton';
import styles from './MotdLine.module.css';

/** What the host says to everybody who comes in, until it was read. */
export const MotdLine = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  if (!server.motd) return null;
  return (
    <aside className={styles.line} aria-label={t('chat.motd', { name: server.name })}>
      <p className={styles.words} data-selectable>
        {server.motd}
      </p>
      <IconButton
        label={t('chat.motdRead')}
        icon={<X size={16} />}
        onClick={() => actions.readMotd(server.id)}
      />
    </aside>
  );
};
