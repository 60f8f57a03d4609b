import { useTranslation } from 'react-i18next';
import type { Target } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import { Spinner } from '../../ui/Spinner';
import styles from './connect.module.css';
import { FailureNote } from './FailureNote';
import { Steps } from './Steps';
import type { Attempt } from './use-attempt';

/** The name or address of what is being connected to, until it says its own name. */
export const nameOf = (target: Target | null): string =>
  target?.name ?? target?.hosts[0]?.host ?? '';

/** Nothing is under way: the form can be changed. */
export const isIdle = ({ state, waiting }: Attempt): boolean =>
  !waiting && (state === null || state.state === 'failed');

interface AttemptStatusProps {
  attempt: Attempt;
  /** It began at what was announced on the network, not at an invite. */
  announced?: boolean;
  onRetry: () => void;
  /** A failure that trying again would not help was read. */
  onDismiss: () => void;
}

/** What an attempt is at, or why it ended. Questions are not shown here. */
export const AttemptStatus = ({ attempt, announced, onRetry, onDismiss }: AttemptStatusProps) => {
  const { t } = useTranslation();
  const { state, waiting, target, cancel } = attempt;
  if (waiting)
    return (
      <div className={styles.failure} role="status">
        <p className={styles.failed}>{t('connect.failure.full', { server: nameOf(target) })}</p>
        <div className={styles.progress}>
          <p className={styles.working}>
            <Spinner />
            {t('connect.waiting')}
          </p>
          <Button size="small" onClick={cancel}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    );
  if (state?.state === 'working')
    return (
      <div className={styles.progress}>
        <Steps step={state.step} />
        <Button size="small" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    );
  if (state?.state === 'failed' && state.failure.code !== 'cancelled')
    return (
      <FailureNote
        failure={state.failure}
        server={nameOf(target)}
        target={target?.hosts[0]}
        announced={announced}
        onRetry={onRetry}
        onDismiss={onDismiss}
      />
    );
  return null;
};
