import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import { Button } from './Button';
import { classes } from './classes';
import styles from './Dialog.module.css';
import { useOpenDialog } from './open-dialogs';

export interface AlertChoice {
  label: string;
  kind?: 'primary' | 'lantern' | 'outline' | 'danger';
  onChoose: () => void;
}

export interface AlertDialogProps {
  open: boolean;
  title: ReactNode;
  children?: ReactNode;
  /** The harmless way out: it has the focus at first, and Esc means it. */
  safe: AlertChoice;
  /** The others, in the order in which they stand: before it, or behind where it only cancels. */
  others?: readonly AlertChoice[];
  /** What Esc means, where it is not `safe`. */
  onEscape?: () => void;
}

/** Something must be decided before anything else. A press beside it does nothing. */
export const AlertDialog = ({
  open,
  title,
  children,
  safe,
  others = [],
  onEscape,
}: AlertDialogProps) => {
  useOpenDialog(open);
  const safeRef = useRef<HTMLElement>(null);
  // As in every sheet: what only cancels stands first, what is meant to be chosen last.
  const plain = safe.kind === 'outline';
  const harmless = (
    <Button ref={safeRef} kind={safe.kind ?? 'primary'} onClick={safe.onChoose}>
      {safe.label}
    </Button>
  );
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && (onEscape ?? safe.onChoose)()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={classes(styles.popup, styles.narrow)} initialFocus={safeRef}>
            <header className={styles.head}>
              <Base.Title className={styles.title}>{title}</Base.Title>
            </header>
            <div className={styles.body}>
              {children && (
                <Base.Description className={styles.description} render={<div />}>
                  {children}
                </Base.Description>
              )}
            </div>
            <footer className={styles.actions}>
              {plain && harmless}
              {others.map((choice) => (
                <Button key={choice.label} kind={choice.kind} onClick={choice.onChoose}>
                  {choice.label}
                </Button>
              ))}
              {!plain && harmless}
            </footer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
};
