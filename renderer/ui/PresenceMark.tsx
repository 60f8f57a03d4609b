import type { Presence } from '../../protocol/model';
import { classes } from './classes';
import styles from './PresenceMark.module.css';

/** Dot: online. Ring: away. Dot with a bar: not to be disturbed. Nothing: offline. Decorative; words say it to screen readers. */
export const PresenceMark = ({
  presence,
  className,
}: {
  presence: Presence;
  className?: string;
}) =>
  presence === 'offline' ? null : (
    <span className={classes(styles.mark, styles[presence], className)} aria-hidden="true" />
  );
