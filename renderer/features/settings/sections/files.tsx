import { actions } from '../../../store/actions';
import { Button } from '../../../ui/Button';
import { toast } from '../../../ui/Toaster';
import type { Entry } from '../entry';
import styles from '../settings.module.css';
import { useSettings } from '../use-set';
import { KeptFiles } from './kept-files';

/** Chosen in the system's dialog only: the page names no path. */
const Folder = () => {
  const { t, settings } = useSettings();
  return (
    <div className={styles.group}>
      <div>
        <p className={styles.fact}>{t('file.folder')}</p>
        <p className={styles.note}>{settings.downloadFolder || t('file.folderSystem')}</p>
        <p className={styles.note}>{t('file.folderHint')}</p>
      </div>
      <div>
        <Button
          onClick={() => {
            actions
              .chooseDownloadFolder()
              .catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
          }}
        >
          {t('file.folderChoose')}
        </Button>
      </div>
    </div>
  );
};

export const files: readonly Entry[] = [
  { words: ['file.folder', 'file.folderHint', 'file.folderChoose'], View: Folder },
  { words: ['file.kept', 'file.keptHint', 'file.keptClear'], View: KeptFiles },
];
