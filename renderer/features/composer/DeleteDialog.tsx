import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { AlertDialog } from '../../ui/AlertDialog';
import { toast } from '../../ui/Toaster';

interface DeleteDialogProps {
  open: boolean;
  server: string;
  room: string;
  seq: number;
  onClose: () => void;
  onDeleted: () => void;
}

/** A message that was edited down to nothing is deleted, after asking. */
export const DeleteDialog = ({
  open,
  server,
  room,
  seq,
  onClose,
  onDeleted,
}: DeleteDialogProps) => {
  const { t } = useTranslation();
  const remove = async () => {
    onClose();
    const outcome = await actions.deleteMessage(server, room, seq);
    if (outcome.ok) onDeleted();
    else toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  return (
    <AlertDialog
      open={open}
      title={t('writing.deleteTitle')}
      safe={{ label: t('common.cancel'), kind: 'outline', onChoose: onClose }}
      others={[{ label: t('writing.delete'), kind: 'danger', onChoose: remove }]}
    >
      {t('writing.deleteText')}
    </AlertDialog>
  );
};
