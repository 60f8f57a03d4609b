import type { ReactNode } from 'react';
import { classes } from '../classes';
import { FileMark } from './FileMark';
import { FileName } from './FileName';
import styles from './files.module.css';

interface FileCardProps {
  /** Its id, for those who look for what was pointed at. */
  id?: string;
  name: string;
  type: string;
  /** One line below the name. */
  about: ReactNode;
  failed?: boolean;
  /** Over its lower edge. */
  progress?: ReactNode;
  /** Buttons at its end. */
  children?: ReactNode;
}

/** A file that is not shown: its kind, its name, and what can be done. Always of the same height. */
export const FileCard = ({ id, name, type, about, failed, progress, children }: FileCardProps) => (
  <div className={styles.card} data-file={id}>
    <FileMark type={type} />
    <span className={styles.words}>
      <FileName name={name} className={styles.title} />
      <span className={classes(styles.about, failed && styles.failed)}>{about}</span>
    </span>
    {children}
    {progress}
  </div>
);
