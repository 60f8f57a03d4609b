import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './Field.module.css';

export interface FieldFrameProps {
  id: string;
  label: ReactNode;
  /** The label is there for screen readers only (a placeholder or the layout says it to others). */
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  /** On lantern-soft ground. */
  tone?: 'plain' | 'lantern';
  className?: string;
  children: ReactNode;
}

/** Ids that tie hint and error to the input, for `aria-describedby`. */
export const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;

/** Label, control, hint and error, one under the other. */
export const FieldFrame = ({
  id,
  label,
  labelHidden,
  hint,
  error,
  tone = 'plain',
  className,
  children,
}: FieldFrameProps) => (
  <div className={classes(styles.field, styles[tone], className)}>
    <label htmlFor={id} className={labelHidden ? 'sr-only' : styles.label}>
      {label}
    </label>
    {children}
    {error && (
      <p id={`${id}-error`} role="alert" className={styles.error}>
        {error}
      </p>
    )}
    {hint && (
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    )}
  </div>
);
