import { classes } from './classes';
import styles from './Lamp.module.css';

interface LampProps {
  /** `lit`: this computer hosts. `breathing`: somebody is connecting, or it is opening. */
  state?: 'lit' | 'breathing' | 'out';
  className?: string;
}

/** The one lantern. Decorative. */
export const Lamp = ({ state = 'lit', className }: LampProps) => (
  <span className={classes(styles.lamp, styles[state], className)} aria-hidden="true" />
);
