import { useTranslation } from 'react-i18next';
import type { Hosting } from '../../../protocol/ipc';
import { actions } from '../../store/actions';
import { CopyButton } from '../../ui/CopyButton';
import styles from './invite.module.css';

type Open = Extract<Hosting, { state: 'open' }>;

/** `nc` to the main port, from wherever this room lets unencrypted guests in; null for nowhere. */
export const terminalCommand = ({ plain, addresses, port }: Open): string | null => {
  if (plain === 'off') return null;
  const address = plain === 'lan' ? addresses[0] : undefined;
  return `nc ${address?.host ?? '127.0.0.1'} ${address?.port ?? port}`;
};

export const OtherWays = ({ hosting }: { hosting: Open }) => {
  const { t } = useTranslation();
  const command = terminalCommand(hosting);
  if (!command) return null;
  const lan = hosting.plain === 'lan' && hosting.addresses.length > 0;
  return (
    <details className={styles.others}>
      <summary>{t('invite.others')}</summary>
      <p>{lan ? t('invite.otherLan') : t('invite.otherLoopback')}</p>
      <div className={styles.command}>
        <code data-selectable>{command}</code>
        <CopyButton text={command} label={t('invite.copyCommand')} onCopy={actions.copyText} />
      </div>
    </details>
  );
};
