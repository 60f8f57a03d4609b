import { Forward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Origin } from '../../../../protocol/message';
import styles from './Message.module.css';

/** Where a message comes from that somebody passed on, as they saw it. */
export const OriginLine = ({ origin: { name, room } }: { origin: Origin }) => {
  const { t } = useTranslation();
  return (
    <p className={styles.origin}>
      <Forward size={13} aria-hidden="true" />
      <span className="sr-only">{t('message.forwarded', { name, room })}</span>
      <span aria-hidden="true">{t('message.origin', { name, room })}</span>
    </p>
  );
};
