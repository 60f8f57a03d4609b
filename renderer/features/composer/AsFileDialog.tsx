import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertDialog } from '../../ui/AlertDialog';
import { insertText } from './insert-text';

interface AsFileDialogProps {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Characters of the text; null: nothing is asked. */
  count: number | null;
  onClose: () => void;
  /** Resolves to whether the text may leave the field. */
  onSend: ((text: string) => Promise<boolean>) | undefined;
}

/** A text that is too long for a message goes as a file only after asking. */
export const AsFileDialog = ({ field, count, onClose, onSend }: AsFileDialogProps) => {
  const { t } = useTranslation();
  const send = async () => {
    const element = field.current;
    onClose();
    if (!element || !(await onSend?.(element.value))) return;
    element.select();
    insertText(element, '');
  };
  return (
    <AlertDialog
      open={count !== null}
      title={t('writing.asFileTitle')}
      safe={{ label: t('writing.shorten'), kind: 'outline', onChoose: onClose }}
      others={[{ label: t('writing.asFile'), kind: 'primary', onChoose: () => void send() }]}
    >
      {t('writing.asFileText', { count: count ?? 0 })}
    </AlertDialog>
  );
};
