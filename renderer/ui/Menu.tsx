import { Menu as Base } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes';
import floating from './Floating.module.css';
import { Kbd } from './Kbd';
import styles from './Menu.module.css';

interface MenuProps {
  /** The button that opens it: an element that takes a ref and the props of a trigger. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** Where the focus goes afterwards; without it back to the trigger. */
  focusAfter?: () => HTMLElement | null;
  children: ReactNode;
}

export const Menu = ({
  trigger,
  align = 'end',
  side = 'bottom',
  focusAfter,
  children,
}: MenuProps) => (
  <Base.Root modal={false}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner className={floating.place} align={align} side={side} sideOffset={6}>
        <Base.Popup
          className={classes(floating.card, styles.popup)}
          finalFocus={focusAfter && (() => focusAfter() ?? true)}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

interface MenuItemProps {
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

export const MenuItem = ({ icon, keys, danger, disabled, onChoose, children }: MenuItemProps) => (
  <Base.Item
    className={classes(styles.item, danger && styles.danger)}
    disabled={disabled}
    onClick={onChoose}
  >
    {icon && <span className={styles.icon}>{icon}</span>}
    <span className={styles.label}>{children}</span>
    {keys && <Kbd keys={keys} />}
  </Base.Item>
);

interface SubmenuProps {
  icon?: ReactNode;
  label: ReactNode;
  children: ReactNode;
}

/** A line that opens another menu beside it. */
export const Submenu = ({ icon, label, children }: SubmenuProps) => (
  <Base.SubmenuRoot>
    <Base.SubmenuTrigger className={styles.item}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <span className={styles.label}>{label}</span>
      <ChevronRight size={14} aria-hidden="true" className={styles.icon} />
    </Base.SubmenuTrigger>
    <Base.Portal>
      <Base.Positioner className={floating.place} sideOffset={4} alignOffset={-5}>
        <Base.Popup className={classes(floating.card, styles.popup)}>{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.SubmenuRoot>
);

export const MenuSeparator = () => <Base.Separator className={styles.separator} />;
