import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { Dialog, type DialogProps } from './Dialog';

interface FormDialogProps extends Pick<DialogProps, 'open' | 'onClose' | 'title' | 'description'> {
  /** Id of the form inside, which the last button sends. */
  form: string;
  /** What that button says. */
  save: string;
  kind?: 'primary' | 'danger';
  busy?: boolean;
  /** Where one begins to write. */
  field: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A small sheet around one form: cancel, or send it. */
export const FormDialog = ({
  form,
  save,
  kind = 'primary',
  busy,
  field,
  children,
  ...dialog
}: FormDialogProps) => {
  const { t } = useTranslation();
  return (
    <Dialog
      {...dialog}
      width="narrow"
      initialFocus={field}
      actions={
        <>
          <Button onClick={dialog.onClose}>{t('common.cancel')}</Button>
          <Button kind={kind} type="submit" form={form} busy={busy}>
            {save}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
};
