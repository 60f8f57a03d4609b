import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  percent: number;
  /** Left out where the words beside it say the same. */
  label?: string;
}

/** How far something is. Not announced by itself. */
export const ProgressBar = ({ percent, label }: ProgressBarProps) => (
  <progress
    className={styles.bar}
    value={percent}
    max={100}
    aria-label={label}
    aria-hidden={label ? undefined : 'true'}
  />
);
