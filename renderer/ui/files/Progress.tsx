import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../protocol/file-names';
import styles from './files.module.css';

/** A line along the lower edge of what is on its way. */
export const Progress = ({ name, done, of }: { name: string; done: number; of: number }) => {
  const { t } = useTranslation();
  const percent = percentOf(done, of);
  return (
    <span
      role="progressbar"
      aria-label={t('file.progress', { name: shownFileName(name) })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles.progress}
    >
      <span className={styles.done} style={{ width: `${percent}%` }} />
    </span>
  );
};

/** Whole percent; 100 only when all of it is done. */
export const percentOf = (done: number, of: number): number =>
  of === 0 ? 100 : Math.min(100, Math.floor((done / of) * 100));
