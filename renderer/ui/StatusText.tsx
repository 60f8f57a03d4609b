import type { UserStatus } from '../../protocol/model';
import styles from './StatusText.module.css';

interface StatusTextProps {
  status: UserStatus;
  /** All of it, in as many lines as it takes; else one line, cut. */
  whole?: boolean;
}

/** What somebody says about themselves. Shows nothing once it has ended. */
export const StatusText = ({ status, whole }: StatusTextProps) => {
  const { emoji, text, until } = status;
  if (until !== undefined && until <= Date.now()) return null;
  return (
    <span className={whole ? undefined : styles.line} title={whole ? undefined : text || undefined}>
      {emoji && <span className={text ? styles.emoji : undefined}>{emoji}</span>}
      {text}
    </span>
  );
};
