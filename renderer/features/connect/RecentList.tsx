import { useTranslation } from 'react-i18next';
import type { RecentServer } from '../../../protocol/ipc';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { selectRecent } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { shortAddress } from '../../ui/address';
import styles from './connect.module.css';

/** Servers visited before, the last one first. */
export const RecentList = ({ onChoose }: { onChoose: (server: RecentServer) => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const recent = useStore(selectRecent);
  const now = Date.now();
  if (recent.length === 0) return null;
  return (
    <section className={styles.recent} aria-labelledby="recent-label">
      <h3 id="recent-label" className={styles.label}>
        {t('connect.recent')}
      </h3>
      <ul className={styles.list}>
        {[...recent]
          .sort((a, b) => b.lastSeen - a.lastSeen)
          .map((server) => (
            <li key={server.id}>
              <button type="button" className={styles.row} onClick={() => onChoose(server)}>
                <Avatar id={server.id} name={server.name} />
                <span className={styles.rowWords}>
                  <span className={styles.rowName}>{server.name}</span>
                  <span className={styles.rowMore}>
                    {shortAddress(server.address)} ·{' '}
                    {t('connect.lastSeen', { when: ago(server.lastSeen, now, language) })}
                  </span>
                </span>
                <span className={styles.go}>{t('connect.join')}</span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
};
