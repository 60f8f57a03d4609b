import { useTranslation } from 'react-i18next';
import { AlertDialog } from '../../ui/AlertDialog';

interface AsFileDialogProps {
  /** Characters of the text; null: nothing is asked. */
  count: number | null;
  onClose: () => void;
  onSend: () => void;
}

/** A text that is too long for a message goes as a file only after asking. */
export const AsFileDialog = ({ count, onClose, onSend }: AsFileDialogProps) => {
  const { t } = useTranslation();
  return (
    <AlertDialog
      open={count !== null}
      title={t('writing.asFileTitle')}
      safe={{ label: t('writing.shorten'), kind: 'outline', onChoose: onClose }}
      others={[{ label: t('writing.asFile'), kind: 'primary', onChoose: onSend }]}
    >
      {t('writing.asFileText', { count: count ?? 0 })}
    </AlertDialog>
  );
};
