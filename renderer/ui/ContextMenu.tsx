import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes';
import floating from './Floating.module.css';
import styles from './Menu.module.css';

interface ContextMenuProps {
  /** What is pressed with the right button, or with the menu key while it has the focus. */
  trigger: ReactElement;
  /** Lines of ui/Menu. */
  children: ReactNode;
}

/** The menu of a thing, where the pointer is. */
export const ContextMenu = ({ trigger, children }: ContextMenuProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner className={floating.place}>
        <Base.Popup className={classes(floating.card, styles.popup)}>{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
