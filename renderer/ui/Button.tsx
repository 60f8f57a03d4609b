import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { classes } from './classes';
import { Spinner } from './Spinner';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'ref'> {
  /** `lantern` only for what makes this computer host, or concerns its room; `onLantern` beside one. */
  kind?: 'primary' | 'lantern' | 'onLantern' | 'outline' | 'ghost' | 'danger';
  size?: 'normal' | 'small';
  /** Stays focusable and says it is at work; presses do nothing meanwhile. */
  busy?: boolean;
  wide?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLElement>;
}

export const Button = ({
  kind = 'outline',
  size = 'normal',
  busy = false,
  wide = false,
  icon,
  className,
  disabled,
  children,
  ...rest
}: ButtonProps) => (
  <BaseButton
    {...rest}
    disabled={disabled || busy}
    focusableWhenDisabled={busy}
    aria-busy={busy || undefined}
    className={classes(styles.button, styles[kind], styles[size], wide && styles.wide, className)}
  >
    {busy ? <Spinner /> : icon}
    {children !== undefined && <span className={styles.label}>{children}</span>}
  </BaseButton>
);
