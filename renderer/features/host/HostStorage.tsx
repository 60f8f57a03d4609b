import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { FileLimits } from './FileLimits';
import styles from './host.module.css';

/** The whole server as one file, now; and what of files it takes. */
export const HostStorage = () => {
  const { t } = useTranslation();
  const hosting = useStore(selectHosting);
  const files = hosting.state === 'open' ? hosting.files : undefined;
  return (
    <>
      <div className={styles.choice}>
        <div className={styles.choiceWords}>
          {t('host.backup')}
          <span className={styles.small}>{t('host.backupText')}</span>
        </div>
        <Button size="small" onClick={() => actions.openDialog('backup')}>
          {t('host.backupNow')}
        </Button>
      </div>
      {files && <FileLimits files={files} />}
    </>
  );
};
