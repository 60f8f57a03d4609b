import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes';
import styles from './MessageList.module.css';
import { clock } from './time';

interface UnreadPillProps {
  count: number;
  /** There are more than were counted, in pages not here yet. */
  more: boolean;
  /** When the first of them was said, ms since 1970. */
  since: number;
  onJump: () => void;
}

/** The unread line is above the screen. */
export const UnreadPill = ({ count, more, since, onJump }: UnreadPillProps) => {
  const { t, i18n } = useTranslation();
  return (
    <button type="button" className={classes(styles.pill, styles.top)} onClick={onJump}>
      <ArrowUp size={14} aria-hidden="true" />
      {more
        ? t('chat.manyNew', { count })
        : t('chat.newSince', { count, time: clock(since, i18n.language) })}
    </button>
  );
};

/** The newest line is below the screen. */
export const LatestPill = ({ count, onJump }: { count: number; onJump: () => void }) => {
  const { t } = useTranslation();
  return (
    <button type="button" className={classes(styles.pill, styles.bottom)} onClick={onJump}>
      <ArrowDown size={14} aria-hidden="true" />
      {count > 0 ? t('chat.latestNew', { count }) : t('chat.latest')}
    </button>
  );
};
