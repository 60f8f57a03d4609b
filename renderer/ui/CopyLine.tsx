import { CopyButton } from './CopyButton';
import styles from './CopyLine.module.css';

interface CopyLineProps {
  /** What stands there, cut where the line ends; left out while it is not known yet. */
  shown: string | undefined;
  /** What goes to the clipboard. */
  text: string | undefined;
  /** What is copied. */
  label: string;
  onCopy: (text: string) => Promise<unknown>;
}

/** A link in one line, with the button that copies it. */
export const CopyLine = ({ shown, text, label, onCopy }: CopyLineProps) => (
  <div className={styles.line}>
    <span className={styles.text} data-selectable>
      {shown}
    </span>
    {text !== undefined && <CopyButton worded label={label} text={text} onCopy={onCopy} />}
  </div>
);
