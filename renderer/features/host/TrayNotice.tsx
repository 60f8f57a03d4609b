import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { AlertDialog } from '../../ui/AlertDialog';

/** Said once: the window was closed and the room is still open. */
export const TrayNotice = () => {
  const { t } = useTranslation();
  const trayed = useStore((state) => state.trayed);
  const read = (closeToTray: boolean) => () => {
    actions.dropTrayed();
    void actions.updateSettings({ trayNoticeSeen: true, closeToTray });
  };
  return (
    <AlertDialog
      open={trayed}
      title={t('host.trayTitle')}
      safe={{ label: t('host.gotIt'), onChoose: read(true) }}
      others={[{ label: t('host.alwaysQuit'), onChoose: read(false) }]}
    />
  );
};
