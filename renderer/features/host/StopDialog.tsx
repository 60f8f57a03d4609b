import { useTranslation } from 'react-i18next';
import type { Hosting } from '../../../protocol/ipc';
import { actions } from '../../store/actions';
import { AlertDialog } from '../../ui/AlertDialog';
import { toast } from '../../ui/Toaster';

interface StopDialogProps {
  open: boolean;
  hosting: Hosting;
  onClose: () => void;
}

/** Closing the room sends everybody away, so it is asked once. */
export const StopDialog = ({ open, hosting, onClose }: StopDialogProps) => {
  const { t } = useTranslation();
  const stop = (): void => {
    onClose();
    actions.hostStop().catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
  };
  return (
    <AlertDialog
      open={open}
      title={t('host.stopTitle')}
      safe={{ label: t('common.cancel'), kind: 'outline', onChoose: onClose }}
      others={[{ label: t('host.stop'), kind: 'danger', onChoose: stop }]}
    >
      {t('host.stopText', { count: hosting.state === 'open' ? hosting.people : 1 })}
    </AlertDialog>
  );
};
