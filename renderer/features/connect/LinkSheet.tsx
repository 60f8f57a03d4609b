import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAddress, parseTarget } from '../../../protocol/invite';
import type { Target } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { toast } from '../../ui/Toaster';
import { AttemptStatus, isIdle, nameOf } from './AttemptStatus';
import styles from './connect.module.css';
import { QuestionPanel } from './QuestionPanel';
import { useAttempt } from './use-attempt';
import { Words } from './Words';

const Invited = ({ target }: { target: Target }) => {
  const { t } = useTranslation();
  const join = useRef<HTMLElement>(null);
  const attempt = useAttempt(
    useCallback(
      (reached: Target) => {
        if (reached.fingerprint) toast({ title: t('connect.verified') });
        actions.dropLink();
      },
      [t],
    ),
  );
  const { state } = attempt;
  const address = target.hosts[0];
  const start = () => attempt.start(target);
  const asked = state?.state === 'question' ? state.question : null;
  // Past the handshake the key was compared with the one in the invite.
  const verified = target.fingerprint && state?.state === 'working' && state.step === 'entering';
  return (
    <Dialog
      open
      onClose={actions.dropLink}
      closeOutside={false}
      initialFocus={join}
      title={target.name ? t('link.titleNamed', { name: target.name }) : t('link.title')}
      actions={
        !asked &&
        isIdle(attempt) && (
          <>
            <Button onClick={actions.dropLink}>{t('common.cancel')}</Button>
            <Button ref={join} kind="primary" onClick={start}>
              {t('connect.join')}
            </Button>
          </>
        )
      }
    >
      {asked ? (
        <QuestionPanel
          question={asked}
          server={nameOf(target)}
          onAnswer={attempt.answer}
          onCancel={attempt.cancel}
        />
      ) : (
        <>
          <dl className={styles.facts}>
            <dt>{t('link.address')}</dt>
            <dd data-selectable>{address && formatAddress(address)}</dd>
            {target.fingerprint && (
              <>
                <dt>{t('link.words')}</dt>
                <dd>
                  <Words fingerprint={target.fingerprint} />
                </dd>
              </>
            )}
          </dl>
          {!target.fingerprint && <p className={styles.next}>{t('link.noKey')}</p>}
          {verified && (
            <p className={styles.verified} role="status">
              {t('connect.verified')}
            </p>
          )}
          <AttemptStatus attempt={attempt} onRetry={start} onDismiss={actions.dropLink} />
        </>
      )}
    </Dialog>
  );
};

/**
 * The app was opened with an invite link. Any web page can do that, so nothing is connected to
 * before a person says so (docs/SECURITY.md).
 */
export const LinkSheet = () => {
  const { t } = useTranslation();
  const link = useStore((state) => state.link);
  if (link === null) return null;
  const read = parseTarget(link);
  if (read.ok) return <Invited key={link} target={read.target} />;
  return (
    <Dialog
      open
      onClose={actions.dropLink}
      width="narrow"
      title={t('link.bad')}
      description={t('link.badHint')}
      actions={
        <Button kind="primary" onClick={actions.dropLink}>
          {t('common.close')}
        </Button>
      }
    />
  );
};
