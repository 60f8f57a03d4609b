import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectStep } from '../../../protocol/views';
import { Spinner } from '../../ui/Spinner';
import styles from './connect.module.css';

/** Until then "Connecting…" is enough; afterwards people want to know what it waits for. */
export const STEP_SHOWN_AFTER_MS = 3_000;

export const Steps = ({ step }: { step: ConnectStep }) => {
  const { t } = useTranslation();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), STEP_SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className={styles.working} role="status">
      <Spinner />
      {long ? t(`connect.step.${step}`) : t('connect.working')}
    </p>
  );
};
