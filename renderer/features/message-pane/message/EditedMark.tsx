import { useTranslation } from 'react-i18next';
import { fullTime } from '../time';
import styles from './Message.module.css';

/** Behind a text that says something else than it did; when is said on pointing at it. */
export const EditedMark = ({ ts }: { ts: number }) => {
  const { t, i18n } = useTranslation();
  return (
    <span
      className={styles.edited}
      title={t('message.editedAt', { time: fullTime(ts, i18n.language) })}
    >
      {t('message.edited')}
    </span>
  );
};
