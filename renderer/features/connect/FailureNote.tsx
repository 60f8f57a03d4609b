import { useTranslation } from 'react-i18next';
import type { Failure, HostPort } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import styles from './connect.module.css';
import { NetworkCheck } from './NetworkCheck';

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
  /** The address that was tried first. */
  target: HostPort | undefined;
  /** It was announced on the network: there is no invite that it could contradict. */
  announced?: boolean | undefined;
  onRetry: () => void;
  /** Away with it; for `invite-mismatch` that means another invite, as nothing overrides it. */
  onDismiss: () => void;
}

/** What happened, and what can be done. */
export const FailureNote = (props: FailureNoteProps) => {
  const { failure, server, target, announced, onRetry, onDismiss } = props;
  const { t } = useTranslation();
  const { code } = failure;
  const stranger = announced && code === 'invite-mismatch';
  const next = stranger ? t('connect.nearbyMismatchNext') : t(`connect.nextStep.${code}`);
  return (
    <div className={styles.failure}>
      <div role="alert">
        <p className={styles.failed}>
          {stranger ? t('connect.nearbyMismatch') : t(`connect.failure.${code}`, { server })}
        </p>
        {failure.note && <p className={styles.next}>{t('connect.note', { note: failure.note })}</p>}
        {next && <p className={styles.next}>{next}</p>}
      </div>
      <div className={styles.buttons}>
        {NETWORK.has(code) && <NetworkCheck kind="ghost" target={target} />}
        {WORTH_ANOTHER_TRY.has(code) ? (
          <Button kind="primary" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        ) : (
          <Button onClick={onDismiss}>
            {code === 'invite-mismatch' && !announced ? t('connect.newInvite') : t('common.close')}
          </Button>
        )}
      </div>
    </div>
  );
};
