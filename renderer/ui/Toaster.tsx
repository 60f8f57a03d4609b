import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton';
import { whenClear } from './open-dialogs';
import styles from './Toaster.module.css';

const manager = Toast.createToastManager();

export interface ToastOptions {
  title: string;
  description?: string;
  /** `failed` is announced at once and stays until it is closed. */
  type?: 'plain' | 'failed';
  action?: { label: string; onChoose: () => void };
}

/**
 * Says something in passing, below the room's title; not while a sheet is open, unless something
 * failed: that may be about what was done in the sheet. Returns its own clean-up.
 */
export const toast = ({
  title,
  description,
  type = 'plain',
  action,
}: ToastOptions): (() => void) => {
  let id: string | null = null;
  let over = false;
  const close = (): void => {
    over = true;
    if (id !== null) manager.close(id);
  };
  const show = (): void => {
    if (over) return;
    id = manager.add({
      title,
      description,
      type,
      priority: type === 'failed' ? 'high' : 'low',
      timeout: type === 'failed' ? 0 : action ? 10_000 : 5_000,
      actionProps: action && {
        children: action.label,
        onClick: () => {
          action.onChoose();
          close();
        },
      },
    });
  };
  if (type === 'failed') show();
  else whenClear(show);
  return close;
};

/**
 * Nothing in it must be answered: a group, not the dialog that Base UI takes it for. What failed is
 * also said as an alert, and still is there to be found: it has a button.
 */
const NO_DIALOG = { role: 'group', 'aria-modal': undefined, 'aria-hidden': undefined } as const;

/** Base UI hides it from screen readers while none of the toasts is pointed at; Tab still finds it. */
const IN_SIGHT = { 'aria-hidden': undefined } as const;

const Toasts = () => {
  const { t } = useTranslation();
  const { toasts } = Toast.useToastManager();
  return toasts.map((one) => (
    <Toast.Root
      key={one.id}
      toast={one}
      className={styles.toast}
      swipeDirection="up"
      {...NO_DIALOG}
    >
      <Toast.Content className={styles.content}>
        <div className={styles.words}>
          <Toast.Title className={styles.title} render={<p />} />
          <Toast.Description className={styles.description} />
        </div>
        {one.actionProps && <Toast.Action className={styles.action} />}
        <Toast.Close
          {...IN_SIGHT}
          render={<IconButton label={t('common.close')} icon={<X size={16} />} side="left" />}
        />
      </Toast.Content>
    </Toast.Root>
  ));
};

/** Once, at the top of the app. */
export const Toaster = () => {
  const { t } = useTranslation();
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport} aria-label={t('common.notes')}>
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
};
