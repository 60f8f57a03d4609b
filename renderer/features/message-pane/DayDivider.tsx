import { useTranslation } from 'react-i18next';
import styles from './Row.module.css';
import { day, daysAgo } from './time';

export const DayDivider = ({ ts }: { ts: number }) => {
  const { t, i18n } = useTranslation();
  const now = Date.now();
  const date = day(ts, i18n.language, now);
  const ago = daysAgo(ts, now);
  return (
    <h2 className={styles.day}>
      {ago === 0 ? t('chat.today', { date }) : ago === 1 ? t('chat.yesterday', { date }) : date}
    </h2>
  );
};
