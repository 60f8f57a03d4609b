import { CircleAlert, CircleCheck } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkReport } from '../../../protocol/lan';
import type { HostPort } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { Button, type ButtonProps } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Spinner } from '../../ui/Spinner';
import styles from './connect.module.css';
import { verdictOf } from './network-words';

interface NetworkCheckProps extends Pick<ButtonProps, 'kind' | 'size'> {
  /** What did not answer; left out when it is only that nobody is heard. */
  target?: HostPort;
}

/** A button, and the sheet that looks at the network: one cause, and one thing to do about it. */
export const NetworkCheck = ({ kind, size, target }: NetworkCheckProps) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button kind={kind} size={size} onClick={() => setOpen(true)}>
        {t('welcome.checkNetwork')}
      </Button>
      {open && <Sheet target={target} onClose={close} />}
    </>
  );
};

type Result = NetworkReport | 'failed' | null;

const Sheet = ({ target, onClose }: { target: HostPort | undefined; onClose: () => void }) => {
  const { t } = useTranslation();
  const [result, setResult] = useState<Result>(null);
  /** An answer to an older question is of no interest. */
  const round = useRef(0);
  const { host, port } = target ?? {};
  const check = useCallback(() => {
    const mine = ++round.current;
    const settle = (next: Result) => mine === round.current && setResult(next);
    setResult(null);
    actions
      .checkNetwork(host !== undefined && port !== undefined ? { host, port } : undefined)
      .then(settle, () => settle('failed'));
  }, [host, port]);
  useEffect(() => {
    check();
    return () => void round.current++;
  }, [check]);
  return (
    <Dialog
      open
      onClose={onClose}
      width="narrow"
      title={t('network.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button kind="primary" busy={result === null} onClick={check}>
            {t('network.again')}
          </Button>
        </>
      }
    >
      <div className={styles.check} aria-busy={result === null}>
        <Finding result={result} />
      </div>
    </Dialog>
  );
};

const Finding = ({ result }: { result: Result }) => {
  const { t } = useTranslation();
  if (result === null)
    return (
      <p className={styles.working} role="status">
        <Spinner />
        {t('network.checking')}
      </p>
    );
  if (result === 'failed') return <p role="alert">{t('common.wentWrong')}</p>;
  const { words, tone } = verdictOf(result);
  return (
    <>
      <div role="status" className={styles.verdict} data-tone={tone}>
        {tone === 'ok' ? <CircleCheck size={20} /> : <CircleAlert size={20} />}
        <div>
          <p className={styles.failed}>{t(`network.${words}`)}</p>
          <p className={styles.next}>{t(`network.${words}Do`)}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{t('network.addresses')}</dt>
        <dd data-selectable>
          {result.addresses.length === 0 ? t('network.none') : result.addresses.join(', ')}
        </dd>
        <dt>{t('network.heard')}</dt>
        <dd>{t('network.heardCount', { count: result.heard })}</dd>
        {result.roundTripMs !== undefined && (
          <>
            <dt>{t('network.roundTrip')}</dt>
            <dd>{t('network.ms', { ms: Math.max(1, Math.round(result.roundTripMs)) })}</dd>
          </>
        )}
      </dl>
    </>
  );
};
