import { Megaphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { useStore } from '../../store/store';
import { latestNews } from './latest-news';
import styles from './welcome.module.css';

/** What the hosts that one knows have to say to this network, proven by their keys. */
export const NewsLines = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const nearby = useStore((state) => state.nearby);
  const lines = latestNews(nearby);
  if (lines.length === 0) return null;
  const now = Date.now();
  return (
    <ul className={styles.news} aria-label={t('welcome.news')}>
      {lines.map(({ id, name, text, at }) => (
        <li key={id} className={styles.newsLine}>
          <Megaphone size={15} className={styles.newsMark} aria-hidden="true" />
          <span className={styles.newsName}>{name}</span>
          <span className={styles.newsText} data-selectable>
            {text}
          </span>
          <time className={styles.newsTime} dateTime={new Date(at).toISOString()}>
            {ago(Math.min(at, now), now, language)}
          </time>
        </li>
      ))}
    </ul>
  );
};
