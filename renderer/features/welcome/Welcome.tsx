import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, languageAfter } from '../../../protocol/language';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { NameField } from './NameField';
import { NewsLines } from './NewsLines';
import styles from './welcome.module.css';

interface WelcomeProps {
  /** The form that opens a room; the one that joins; a button that helps with the network. */
  host: ReactNode;
  join: ReactNode;
  help: ReactNode;
}

/** The first screen, and the one without a server: my name, and the two ways to go on. */
export const Welcome = ({ host, join, help }: WelcomeProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const other = languageAfter(language);
  const back = useStore((state) => state.serverOrder[0]);
  return (
    <main className={styles.screen} data-over-frame="">
      <div className={styles.page}>
        <header>
          <h1 className={styles.title}>{t('welcome.title')}</h1>
          <p className={styles.sub}>{t('welcome.sub')}</p>
        </header>
        <div className={styles.top}>
          <NameField />
          {back !== undefined && (
            <Button kind="ghost" onClick={() => actions.openServer(back)}>
              {t('welcome.backToChat')}
            </Button>
          )}
        </div>
        <div className={styles.cards}>
          <section className={styles.host} aria-labelledby="welcome-host">
            <h2 id="welcome-host" className={styles.cardTitle}>
              {t('host.title')}
            </h2>
            <p className={styles.cardText}>{t('host.text')}</p>
            {host}
          </section>
          <section className={styles.join} aria-labelledby="welcome-join">
            <h2 id="welcome-join" className={styles.cardTitle}>
              {t('connect.join')}
            </h2>
            {join}
          </section>
        </div>
        {/* Below what can be pressed: a line that comes in must not move it. */}
        <NewsLines />
        <footer className={styles.foot}>
          <span>{t('welcome.noRoom')}</span>
          {help}
          <Button kind="ghost" size="small" onClick={() => actions.openDialog('restore')}>
            {t('keeping.restore')}
          </Button>
          <button
            type="button"
            className={styles.language}
            lang={other}
            onClick={() => void actions.updateSettings({ language: other })}
          >
            {LANGUAGE_NAMES[other]}
          </button>
        </footer>
      </div>
    </main>
  );
};
