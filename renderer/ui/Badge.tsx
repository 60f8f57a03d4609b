import styles from './Badge.module.css';
import { classes } from './classes';

interface BadgeProps {
  count: number;
  /** Read out instead of the bare number. */
  label: string;
  className?: string;
}

/** A count that wants attention. Nothing at zero; 99+ above 99. */
export const Badge = ({ count, label, className }: BadgeProps) =>
  count > 0 ? (
    <span className={classes(styles.badge, className)}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  ) : null;
