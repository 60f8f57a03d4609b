import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../protocol/invite';
import type { Hosting } from '../../../protocol/ipc';
import { safetyWords } from '../../../protocol/safety-words';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { Switch } from '../../ui/Switch';
import { CompatSection } from './CompatSection';
import styles from './host.module.css';
import { NewsSection } from './NewsSection';
import { useHostChange } from './use-host-change';

interface ManageDialogProps {
  open: boolean;
  hosting: Extract<Hosting, { state: 'open' }>;
  onStop: () => void;
}

const close = () => actions.openDialog(null);

/** The facts about the open room, what of it can be changed at once, and closing it. */
export const ManageDialog = ({ open, hosting, onStop }: ManageDialogProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useHostChange();
  const plain = {
    off: t('host.plainOff'),
    loopback: t('host.plainLoopback'),
    lan: t('host.plainLan'),
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      mark={<Lamp />}
      title={t('host.manageTitle')}
      actions={
        <>
          <Button
            onClick={() => {
              close();
              onStop();
            }}
          >
            {t('host.stop')}
          </Button>
          <Button kind="lantern" onClick={() => actions.openDialog('invite')}>
            {t('host.invite')}
          </Button>
        </>
      }
    >
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
        <dt>{t('host.unencrypted')}</dt>
        <dd>{plain[hosting.plain]}</dd>
      </dl>
      <p className={styles.small}>{t('host.changeHow')}</p>
      <Switch
        label={t('host.discoverable')}
        hint={t('host.discoverableHint')}
        checked={hosting.discoverable}
        onChange={(discoverable) => change({ discoverable })}
      />
      <CompatSection hosting={hosting} onChange={(compat) => change({ compat })} />
      <NewsSection news={hosting.news} onPost={(news) => change({ news })} />
    </Dialog>
  );
};
