import { useTranslation } from 'react-i18next';
import { useStore } from '../../store/store';
import { ProgressBar } from '../../ui/ProgressBar';
import styles from './keeping.module.css';

/** How far the work is; announced when it begins, and not each percent of it. */
export const Progress = () => {
  const { t } = useTranslation();
  const percent = Math.round(useStore((state) => state.keeping) * 100);
  const text = t('keeping.working', { percent });
  return (
    <div>
      <p className={styles.hint} aria-hidden="true">
        {text}
      </p>
      <ProgressBar percent={percent} label={text} />
    </div>
  );
};
