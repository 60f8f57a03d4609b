import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import type { ServerId } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { Dialog } from '../../../ui/Dialog';
import { Spinner } from '../../../ui/Spinner';
import { fullTime } from '../time';
import styles from './dialogs.module.css';

interface RevisionsDialogProps {
  open: boolean;
  server: ServerId;
  message: Message | null;
  onClose: () => void;
}

type Loaded = { texts: readonly { text: string; ts: number }[] } | { error: string } | null;

/** What a message said before, newest first, for its author and for moderators. */
export const RevisionsDialog = ({ open, server, message, onClose }: RevisionsDialogProps) => {
  const { t, i18n } = useTranslation();
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    if (!open || !message) return;
    let gone = false;
    setLoaded(null);
    void actions.readRevisions(server, message.room, message.seq).then((outcome) => {
      if (!gone)
        setLoaded(outcome.ok ? outcome.result : { error: t(`errors.${outcome.error.code}`) });
    });
    return () => {
      gone = true;
    };
  }, [open, message, server, t]);
  const before = loaded && 'texts' in loaded ? [...loaded.texts].reverse() : [];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('message.historyTitle')}
      description={t('message.historyText')}
    >
      {loaded === null && <Spinner />}
      {loaded && 'error' in loaded && (
        <p role="alert" className={styles.error}>
          {loaded.error}
        </p>
      )}
      {loaded && 'texts' in loaded && message && (
        <ol className={styles.versions}>
          <li>
            <h3>{t('message.historyNow')}</h3>
            <p data-selectable>{message.text}</p>
          </li>
          {before.map(({ text, ts }) => (
            <li key={ts}>
              <h3>{fullTime(ts, i18n.language)}</h3>
              <p data-selectable>{text}</p>
            </li>
          ))}
        </ol>
      )}
      {loaded && 'texts' in loaded && before.length === 0 && <p>{t('message.historyEmpty')}</p>}
    </Dialog>
  );
};
