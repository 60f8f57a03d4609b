import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './connect.module.css';

const TOPICS = ['wifi', 'local', 'firewall', 'address'] as const;

/** A button, and the sheet that says what to look at. It claims to have checked nothing. */
export const NetworkHelp = ({ kind, size }: Pick<ButtonProps, 'kind' | 'size'>) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button kind={kind} size={size} onClick={() => setOpen(true)}>
        {t('welcome.checkNetwork')}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t('connect.help.title')}
        description={t('connect.help.intro')}
        actions={
          <Button kind="primary" onClick={close}>
            {t('common.close')}
          </Button>
        }
      >
        <dl className={styles.topics}>
          {TOPICS.map((topic) => (
            <div key={topic}>
              <dt>{t(`connect.help.${topic}`)}</dt>
              <dd>{t(`connect.help.${topic}Text`)}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
};
