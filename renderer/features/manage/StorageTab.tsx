import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { bytesText } from '../../ui/bytes-text';
import { Section } from '../../ui/Section';
import styles from './manage.module.css';
import { usePolled } from './use-polled';

interface StorageTabProps {
  server: Server;
  /** What can be done with it, where this computer hosts the room. */
  children?: ReactNode;
}

/** What the server needs on its disk. */
export const StorageTab = ({ server, children }: StorageTabProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const ask = useCallback(() => actions.keepOrder(server.id, { verb: 'house' }), [server.id]);
  const { value } = usePolled(ask);
  return (
    <>
      {value && (
        <dl className={styles.numbers}>
          {value.log !== undefined && (
            <div className={styles.number}>
              <dt>{t('manage.logSize')}</dt>
              <dd>{bytesText(value.log, language)}</dd>
            </div>
          )}
          {value.files !== undefined && (
            <div className={styles.number}>
              <dt>{t('manage.filesSize')}</dt>
              <dd>{bytesText(value.files, language)}</dd>
            </div>
          )}
          <div className={styles.number}>
            <dt>{t('manage.openSince')}</dt>
            <dd>{ago(value.since, Date.now(), language)}</dd>
          </div>
        </dl>
      )}
      {children && <Section>{children}</Section>}
    </>
  );
};
