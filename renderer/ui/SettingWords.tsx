import type { ReactNode } from 'react';
import styles from './SettingWords.module.css';

interface SettingWordsProps {
  /** The label has `${id}-label`, the hint `${id}-hint`. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** For screen readers only. */
  hidden?: boolean | undefined;
}

/** What a setting is called and what it does, beside its switch or choices. */
export const SettingWords = ({ id, label, hint, hidden }: SettingWordsProps) => (
  <div className={hidden ? 'sr-only' : styles.words}>
    <span id={`${id}-label`} className={styles.label}>
      {label}
    </span>
    {hint && (
      <span id={`${id}-hint`} className={styles.hint}>
        {hint}
      </span>
    )}
  </div>
);
