import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import { AlertDialog } from '../../../ui/AlertDialog';
import { plainText } from '../../../ui/plain-text';
import styles from './dialogs.module.css';

interface DeleteDialogProps {
  open: boolean;
  message: Message | null;
  mine: boolean;
  onDelete: () => void;
  onClose: () => void;
}

/** Shows what would be deleted. Nothing brings it back, so it is asked each time. */
export const DeleteDialog = ({ open, message, mine, onDelete, onClose }: DeleteDialogProps) => {
  const { t } = useTranslation();
  const text = message?.text || message?.files?.map(({ name }) => name).join(', ') || '';
  return (
    <AlertDialog
      open={open}
      title={t('message.deleteTitle')}
      safe={{ label: t('common.cancel'), kind: 'outline', onChoose: onClose }}
      others={[{ label: t('message.delete'), kind: 'danger', onChoose: onDelete }]}
    >
      {message && (
        <>
          <blockquote className={styles.shown}>
            <cite>{message.name}</cite>
            <p>{plainText(text, { reveal: true })}</p>
          </blockquote>
          <p>{mine ? t('message.deleteMine') : t('message.deleteOther', { name: message.name })}</p>
        </>
      )}
    </AlertDialog>
  );
};
