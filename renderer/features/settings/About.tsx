import { useTranslation } from 'react-i18next';
import { useStore } from '../../store/store';
import styles from './settings.module.css';

/** Where my key lies, and what this is. */
export const About = () => {
  const { t } = useTranslation();
  const encrypted = useStore((state) => state.keysEncrypted);
  const version = useStore((state) => state.version);
  return (
    <>
      <div>
        <p className={styles.fact}>{t('settings.keys')}</p>
        <p className={styles.note}>
          {encrypted ? t('settings.keysEncrypted') : t('settings.keysPlain')}
        </p>
      </div>
      <div>
        <p className={styles.fact} data-selectable>
          {t('settings.version', { version })}
        </p>
        <p className={styles.note}>{t('settings.aboutText')}</p>
      </div>
    </>
  );
};
