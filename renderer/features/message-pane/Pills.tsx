import { ArrowDown, ArrowUp, CornerUpLeft } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { classes } from '../../ui/classes';
import styles from './MessageList.module.css';
import { clock } from './time';

interface UnreadPillProps {
  count: number;
  /** When the first of them was said, ms since 1970; null while that is not known. */
  since: number | null;
  onJump: () => void;
}

/** The unread line is above the screen. */
export const UnreadPill = ({ count, since, onJump }: UnreadPillProps) => {
  const { t, i18n } = useTranslation();
  return (
    <button type="button" className={classes(styles.pill, styles.top)} onClick={onJump}>
      <ArrowUp size={14} aria-hidden="true" />
      {since === null
        ? t('reading.newAbove', { count })
        : t('chat.newSince', { count, time: clock(since, i18n.language) })}
    </button>
  );
};

interface LatestPillProps {
  count: number;
  /** `byKey`: pressed with the keyboard, which stays in the list then. */
  onJump: (byKey: boolean) => void;
}

/** The newest line is below the screen. */
export const LatestPill = ({ count, onJump }: LatestPillProps) => {
  const { t } = useTranslation();
  const jump = (event: MouseEvent) => {
    const byKey = event.detail === 0;
    onJump(byKey);
    // The pill goes; whoever came with the mouse is about to write, or to scroll.
    if (!byKey) actions.focusComposer();
  };
  return (
    <button type="button" className={classes(styles.pill, styles.bottom)} onClick={jump}>
      <ArrowDown size={14} aria-hidden="true" />
      {count > 0 ? t('chat.latestNew', { count }) : t('chat.latest')}
    </button>
  );
};

/** After a jump: back to where one was. */
export const BackPill = () => {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={classes(styles.pill, styles.bottom)}
      onClick={() => void actions.jumpBack()}
    >
      <CornerUpLeft size={14} aria-hidden="true" />
      {t('reading.back')}
    </button>
  );
};
