import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../../store/actions';
import { Button } from '../../../ui/Button';
import { bytesText } from '../../../ui/bytes-text';
import { toast } from '../../../ui/Toaster';
import styles from '../settings.module.css';

/** Pictures and films that were looked at lie here for the next time; they can go at any time. */
export const KeptFiles = () => {
  const { t, i18n } = useTranslation();
  const [bytes, setBytes] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let here = true;
    actions.keptFiles().then(
      (size) => here && setBytes(size),
      () => {},
    );
    return () => {
      here = false;
    };
  }, []);
  const clear = async (): Promise<void> => {
    setBusy(true);
    try {
      setBytes(await actions.clearKeptFiles());
      toast({ title: t('file.keptCleared') });
    } catch {
      toast({ title: t('common.wentWrong'), type: 'failed' });
    }
    setBusy(false);
  };
  return (
    <div className={styles.group}>
      <div>
        <p className={styles.fact}>{t('file.kept')}</p>
        <p className={styles.note} role="status">
          {bytes === null ? '…' : t('file.keptSize', { size: bytesText(bytes, i18n.language) })}
        </p>
        <p className={styles.note}>{t('file.keptHint')}</p>
      </div>
      <div>
        <Button busy={busy} disabled={bytes === 0} onClick={() => void clear()}>
          {t('file.keptClear')}
        </Button>
      </div>
    </div>
  );
};
