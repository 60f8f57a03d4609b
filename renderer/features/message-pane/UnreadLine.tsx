import { useTranslation } from 'react-i18next';
import styles from './Row.module.css';

/** Up to here it had been read when the room was entered. */
export const UnreadLine = () => {
  const { t } = useTranslation();
  return <h2 className={styles.unread}>{t('chat.unreadLine')}</h2>;
};
