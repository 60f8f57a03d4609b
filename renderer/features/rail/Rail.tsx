import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { glyphs } from '../../../protocol/colors';
import { actions } from '../../store/actions';
import { selectServers, selectSettings, serverBadge } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Badge } from '../../ui/Badge';
import { classes } from '../../ui/classes';
import { Tooltip } from '../../ui/Tooltip';
import styles from './Rail.module.css';

/** The servers this app knows, each with what waits there. Hidden while there is only one. */
export const Rail = () => {
  const { t } = useTranslation();
  const servers = useStore(selectServers);
  const open = useStore(({ openServer }) => openServer);
  const { roomRules } = useStore(selectSettings);
  return (
    <nav className={styles.rail} aria-label={t('chat.servers')}>
      <ul className={styles.tiles}>
        {servers.map((server) => {
          const { count, dot } = serverBadge(server, roomRules, Date.now());
          const here = server.id === open;
          return (
            <li key={server.id} className={styles.item}>
              <Tooltip text={server.name} side="right">
                <button
                  type="button"
                  className={classes(styles.tile, here && styles.here)}
                  data-away={server.status.state === 'online' ? undefined : ''}
                  aria-label={server.name}
                  aria-current={here ? 'page' : undefined}
                  onClick={() => actions.openServer(server.id)}
                >
                  {glyphs(server.name)}
                </button>
              </Tooltip>
              {count > 0 ? (
                <Badge
                  className={styles.badge}
                  count={count}
                  label={t('chat.unreadCount', { count })}
                />
              ) : (
                dot &&
                !here && (
                  <span className={styles.dot}>
                    <span className="sr-only">{t('chat.unread')}</span>
                  </span>
                )
              )}
            </li>
          );
        })}
      </ul>
      <Tooltip text={t('chat.addServer')} side="right">
        <button
          type="button"
          className={classes(styles.tile, styles.add)}
          aria-label={t('chat.addServer')}
          onClick={() => actions.openDialog('connect')}
        >
          <Plus size={19} />
        </button>
      </Tooltip>
    </nav>
  );
};
