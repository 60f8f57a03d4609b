import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { AlertDialog } from '../../ui/AlertDialog';

const decide = (decision: 'tray' | 'close' | 'cancel') => () => void actions.quit(decision);

/** The app is asked to quit while others are in the room. */
export const QuitDialog = () => {
  const { t } = useTranslation();
  const quitting = useStore((state) => state.quitting);
  return (
    <AlertDialog
      open={quitting !== null}
      title={t('host.quitTitle', { count: quitting?.people ?? 0 })}
      safe={{ label: t('host.keepInTray'), onChoose: decide('tray') }}
      onEscape={decide('cancel')}
      others={[
        { label: t('common.cancel'), onChoose: decide('cancel') },
        {
          label: t('handover.open'),
          onChoose() {
            decide('cancel')();
            actions.openDialog('hand-over');
          },
        },
        { label: t('host.stop'), kind: 'danger', onChoose: decide('close') },
      ]}
    >
      {t('host.quitText')}
    </AlertDialog>
  );
};
