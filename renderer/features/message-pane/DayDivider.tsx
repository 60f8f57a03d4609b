import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useRowTabIndex } from './active-row';
import styles from './Row.module.css';
import { day, daysAgo } from './time';

/** Where a day begins; pressed, it asks which other day to go to. */
export const DayDivider = ({ ts }: { ts: number }) => {
  const { t, i18n } = useTranslation();
  const tabIndex = useRowTabIndex();
  const now = Date.now();
  const date = day(ts, i18n.language, now);
  const ago = daysAgo(ts, now);
  return (
    <h2 className={styles.day}>
      <button
        type="button"
        tabIndex={tabIndex}
        className={styles.dayButton}
        title={t('reading.toDate')}
        onClick={() => actions.askDay(ts)}
      >
        {ago === 0 ? t('chat.today', { date }) : ago === 1 ? t('chat.yesterday', { date }) : date}
      </button>
    </h2>
  );
};
