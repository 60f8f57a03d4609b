import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { Button } from '../../ui/Button';
import styles from './host.module.css';

/** The whole server as one file, now. */
export const HostStorage = () => {
  const { t } = useTranslation();
  return (
    <div className={styles.choice}>
      <span>
        {t('host.backup')}
        <span className={styles.small}> {t('host.backupText')}</span>
      </span>
      <Button onClick={() => actions.openDialog('backup')}>{t('host.backupNow')}</Button>
    </div>
  );
};
