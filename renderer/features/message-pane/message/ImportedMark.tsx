import { FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fullTime } from '../time';
import styles from './Message.module.css';

interface ImportedMarkProps {
  /** Who wrote it, and when, by the account of the file that it came in. */
  name: string;
  ts: number;
}

/**
 * Beside a name that is a name only: the message was said on another server and came in a file,
 * which may say anything (docs/decisions/0021-imported-authors.md).
 */
export const ImportedMark = ({ name, ts }: ImportedMarkProps) => {
  const { t, i18n } = useTranslation();
  return (
    <span
      className={styles.imported}
      title={t('message.importedFrom', { name, time: fullTime(ts, i18n.language) })}
    >
      <FileInput size={12} aria-hidden="true" />
      {t('message.imported')}
    </span>
  );
};
