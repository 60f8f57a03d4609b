import { shownFileName } from '../../../protocol/file-names';
import { classes } from '../classes';
import styles from './files.module.css';

/** Of a name: what may be cut, and its end with the extension, which is always seen. */
export const nameParts = (name: string): [stem: string, end: string] => {
  const shown = shownFileName(name);
  const dot = shown.lastIndexOf('.');
  const at = dot > 0 && shown.length - dot <= 16 ? dot : shown.length;
  const end = Math.max(0, at - 4);
  return [shown.slice(0, end), shown.slice(end)];
};

/** One line. Whatever is in a name, it turns nothing around and does not hide its extension. */
export const FileName = ({ name, className }: { name: string; className?: string }) => {
  const [stem, end] = nameParts(name);
  return (
    <bdi className={classes(styles.name, className)} dir="ltr" title={shownFileName(name)}>
      <span className={styles.stem}>{stem}</span>
      <span className={styles.end}>{end}</span>
    </bdi>
  );
};
