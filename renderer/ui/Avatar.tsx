import { glyphs, hueOf } from '../../protocol/colors';
import type { Presence } from '../../protocol/model';
import styles from './Avatar.module.css';
import { classes } from './classes';
import { PresenceMark } from './PresenceMark';

interface AvatarProps {
  /** What the colour comes from: a user's id (so that a rename keeps it), or any stable key. */
  id: string;
  name: string;
  /** 20, 28 or 38 px at normal text size. */
  size?: 'small' | 'medium' | 'large';
  presence?: Presence;
  className?: string;
}

/** Decorative: the name stands beside it. Presence is a shape as well as a colour. */
export const Avatar = ({ id, name, size = 'medium', presence, className }: AvatarProps) => (
  <span
    className={classes(styles.avatar, styles[size], className)}
    data-hue={hueOf(id)}
    aria-hidden="true"
  >
    {glyphs(name, size === 'small')}
    {presence && <PresenceMark presence={presence} className={styles.presence} />}
  </span>
);
