import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { LICENCES } from './licences';
import styles from './settings.module.css';

/** Who made what this is made of: the best known by name, and all of them with their texts. */
export const Licences = () => {
  const { t } = useTranslation();
  const [all, setAll] = useState<string | null>(null);
  const texts = useRef<HTMLElement>(null);
  const read = () =>
    actions.readLicences().then(
      ({ text }) => setAll(text),
      () => setAll(t('settings.licencesRefused')),
    );
  // The button that had the focus is gone then.
  useEffect(() => {
    if (all !== null) texts.current?.focus();
  }, [all]);
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
      {all === null ? (
        <div>
          <Button size="small" onClick={() => void read()}>
            {t('settings.licencesAll')}
          </Button>
        </div>
      ) : (
        <section
          className={styles.licenceTexts}
          aria-label={t('settings.licencesAll')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys can scroll it then
          tabIndex={0}
          ref={texts}
          data-selectable
        >
          <pre translate="no">{all}</pre>
        </section>
      )}
    </Section>
  );
};
