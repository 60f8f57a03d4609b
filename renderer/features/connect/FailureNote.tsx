import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import styles from './connect.module.css';
import { NetworkHelp } from './NetworkHelp';

type Code = Failure['code'];

/** Trying the same once more may help with these; with the others something must change first. */
const WORTH_ANOTHER_TRY: ReadonlySet<Code> = new Set([
  'refused',
  'timeout',
  'not-found',
  'unreachable',
  'no-network',
  'local-network-blocked',
  'tls-failed',
  'internal',
]);
const NETWORK: ReadonlySet<Code> = new Set(['timeout', 'unreachable', 'no-network', 'not-found']);

interface FailureNoteProps {
  failure: Failure;
  server: string;
  onRetry: () => void;
  /** Away with it; for `invite-mismatch` that means another invite, as nothing overrides it. */
  onDismiss: () => void;
}

/** What happened, and what can be done. */
export const FailureNote = ({ failure, server, onRetry, onDismiss }: FailureNoteProps) => {
  const { t } = useTranslation();
  const { code } = failure;
  const next = t(`connect.nextStep.${code}`);
  return (
    <div className={styles.failure}>
      <div role="alert">
        <p className={styles.failed}>{t(`connect.failure.${code}`, { server })}</p>
        {next && <p className={styles.next}>{next}</p>}
      </div>
      <div className={styles.buttons}>
        {NETWORK.has(code) && <NetworkHelp kind="ghost" />}
        {WORTH_ANOTHER_TRY.has(code) ? (
          <Button kind="primary" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        ) : (
          <Button onClick={onDismiss}>
            {code === 'invite-mismatch' ? t('connect.newInvite') : t('common.close')}
          </Button>
        )}
      </div>
    </div>
  );
};
