import type { ComponentProps, ReactNode, Ref } from 'react';
import { classes } from './classes';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'ref'> {
  /** Read out, and shown on hover and focus. */
  label: string;
  icon: ReactNode;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  ref?: Ref<HTMLButtonElement>;
}

export const IconButton = ({
  label,
  icon,
  keys,
  side,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) => (
  <Tooltip text={label} keys={keys} side={side}>
    <button {...rest} type={type} aria-label={label} className={classes(styles.icon, className)}>
      {icon}
    </button>
  </Tooltip>
);
