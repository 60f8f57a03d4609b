import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import styles from './host.module.css';

interface HostFailedProps {
  code: 'crashed' | 'port-taken' | 'no-permission' | 'storage' | 'damaged' | 'internal';
  onRetry: () => void;
  /** Only offered where a port may be what is wrong. */
  onOtherPort: () => void;
}

export const HostFailed = ({ code, onRetry, onOtherPort }: HostFailedProps) => {
  const { t } = useTranslation();
  return (
    <div className={styles.failed}>
      <p role="alert">{t('host.cantOpen', { reason: t(`host.reason.${code}`) })}</p>
      <div className={styles.failedButtons}>
        <Button size="small" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
        {(code === 'port-taken' || code === 'no-permission') && (
          <Button size="small" onClick={onOtherPort}>
            {t('host.otherPort')}
          </Button>
        )}
      </div>
    </div>
  );
};
