import { useTranslation } from 'react-i18next';
import type { Entry } from '../entry';
import styles from '../settings.module.css';
import { useSlots } from '../slots';

const Check = () => {
  const { t } = useTranslation();
  const { network } = useSlots();
  return (
    <div className={styles.group}>
      <p className={styles.note}>{t('settings.networkText')}</p>
      <div>{network}</div>
    </div>
  );
};

export const network: readonly Entry[] = [
  { words: ['settings.network', 'settings.networkText', 'network.title'], View: Check },
];
