import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../protocol/invite';
import { safetyWords } from '../../../protocol/safety-words';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { CopyButton } from '../../ui/CopyButton';
import styles from './host.module.css';
import { NewsSection } from './NewsSection';
import { useHostChange } from './use-host-change';

/** Where the open room can be found, by which key, and what the network is being told. */
export const HostOverview = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useHostChange();
  const hosting = useStore(selectHosting);
  if (hosting.state !== 'open') return null;
  return (
    <>
      <dl className={styles.table}>
        <dt>{t('host.roomName')}</dt>
        <dd data-selectable>{hosting.name}</dd>
        <dt>{t('host.addresses')}</dt>
        <dd>
          {hosting.addresses.length === 0 && t('host.noNetwork')}
          {hosting.addresses.map(formatAddress).map((address) => (
            <span key={address} className={styles.address}>
              <span data-selectable>{address}</span>
              <CopyButton
                text={address}
                label={t('host.copyAddress', { address })}
                onCopy={actions.copyText}
              />
            </span>
          ))}
          {hosting.wantedPort !== undefined && hosting.wantedPort !== hosting.port && (
            <span className={styles.small}>
              {t('host.portTaken', { wanted: hosting.wantedPort, port: hosting.port })}
            </span>
          )}
        </dd>
        <dt>{t('host.words')}</dt>
        <dd data-selectable>{safetyWords(hosting.fingerprint, language).join(' · ')}</dd>
        <dt>{t('host.access')}</dt>
        <dd>{hosting.password ? t('host.withPassword') : t('host.anyone')}</dd>
      </dl>
      <NewsSection news={hosting.news} onPost={(news) => change({ news })} />
    </>
  );
};
