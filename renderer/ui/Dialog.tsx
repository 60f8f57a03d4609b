import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';
import styles from './Dialog.module.css';

import { IconButton } from './IconButton';
import { useOpenDialog } from './open-dialogs';

export interface DialogProps {
  open: boolean;
  /** Esc, the cross, and a press beside it. */
  onClose: () => void;
  title: ReactNode;
  /** Before the title, e.g. the lamp. */
  mark?: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the lower edge, always visible; the one that goes on comes last. */
  actions?: ReactNode;
  width?: 'narrow' | 'normal' | 'wide' | 'page';
  /** What gets the focus; otherwise a control with autoFocus, else the sheet itself. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** It is only read: its middle is a Tab stop, so that keys can scroll it. */
  reading?: boolean;
  /** Leave out when closing by a press beside it would lose something. */
  closeOutside?: boolean;
}

/**
 * A sheet over the window. Its middle scrolls when the window is small, title and actions stay.
 * Focus goes in, stays in, and returns to where it was.
 */
export const Dialog = ({
  open,
  onClose,
  title,
  mark,
  description,
  children,
  actions,
  width = 'normal',
  initialFocus,
  reading = false,
  closeOutside = true,
}: DialogProps) => {
  const { t } = useTranslation();
  useOpenDialog(open);
  const popup = useRef<HTMLDivElement>(null);
  /** Not the cross, although it comes first: nobody opens a sheet in order to close it. */
  const focusSheet = () =>
    popup.current?.contains(document.activeElement) ? false : popup.current;
  // Looked up while this is drawn: a field with autoFocus has the focus before Base UI asks.
  const before = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current) before.current = document.activeElement;
  wasOpen.current = open;
  const focusBefore = () => {
    const at = document.activeElement;
    // Who was led on to somewhere on the page stays there.
    if (at !== document.body && at?.closest('#root')) return false;
    const back = before.current;
    return back instanceof HTMLElement && back.isConnected && back !== document.body ? back : true;
  };
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => !next && onClose()}
      disablePointerDismissal={!closeOutside}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup
            ref={popup}
            className={classes(styles.popup, styles[width])}
            initialFocus={initialFocus ?? focusSheet}
            finalFocus={focusBefore}
          >
            <header className={styles.head}>
              {mark}
              <Base.Title className={styles.title}>{title}</Base.Title>
              <Base.Close
                render={<IconButton label={t('common.close')} icon={<X size={18} />} side="left" />}
              />
            </header>
            <div className={styles.body} tabIndex={reading ? 0 : undefined}>
              {description && (
                <Base.Description className={styles.description}>{description}</Base.Description>
              )}
              {children}
            </div>
            {actions && <footer className={styles.actions}>{actions}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
};
