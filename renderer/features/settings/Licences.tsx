import { useTranslation } from 'react-i18next';
import { LICENCES } from './licences';
import { Section } from './Section';
import styles from './settings.module.css';

export const Licences = () => {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.licences')}>
      <p className={styles.note}>{t('settings.licencesText')}</p>
      <ul className={styles.licences} data-selectable>
        {LICENCES.map(([name, licence]) => (
          <li key={name}>
            <span translate="no">{name}</span> <span className={styles.note}>{licence}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
};
