import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { ConnectForm } from './ConnectForm';
import styles from './connect.module.css';
import { NetworkCheck } from './NetworkCheck';

const close = () => actions.openDialog(null);

/** "Connect to server" (Ctrl+Shift+K). Closing it ends an attempt that is under way. */
export const ConnectDialog = () => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'connect';
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('connect.title')}
      closeOutside={false}
      actions={
        <div className={styles.foot}>
          <span>{t('welcome.noRoom')}</span>
          <NetworkCheck kind="ghost" size="small" />
        </div>
      }
    >
      {open && <ConnectForm autoFocus onDone={close} />}
    </Dialog>
  );
};
