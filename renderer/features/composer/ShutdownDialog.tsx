import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import { AlertDialog } from '../../ui/AlertDialog';
import { toast } from '../../ui/Toaster';

/** /shutdown closes the room for everyone, so it is asked about once more. */
export const ShutdownDialog = () => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'shutdown');
  const server = useStore(selectStillServer);
  const close = () => actions.openDialog(null);
  const shutDown = async () => {
    close();
    if (!server) return;
    const outcome = await actions.shutdown(server.id);
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  return (
    <AlertDialog
      open={open && server !== null}
      title={t('chat.shutdownTitle')}
      safe={{ label: t('common.cancel'), kind: 'outline', onChoose: close }}
      others={[{ label: t('chat.shutdown'), kind: 'danger', onChoose: shutDown }]}
    >
      {t('chat.shutdownText')}
    </AlertDialog>
  );
};
