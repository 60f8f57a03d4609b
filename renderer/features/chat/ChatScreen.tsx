import { Search, X } from 'lucide-react';
import { type ReactNode, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectSettings } from '../../store/selectors';
import { useStore } from '../../store/store';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import styles from './ChatScreen.module.css';
import { Splitter } from './Splitter';

interface ChatScreenProps {
  /** Null while there is only one server. */
  rail: ReactNode | null;
  side: ReactNode;
  pane: ReactNode;
  members: ReactNode;
  membersShown: boolean;
  /** The search panel stands in their place. */
  searching: boolean;
  membersAsSheet: boolean;
  sideAsSheet: boolean;
}

/** The grid of the main window: title bar, rail, side list, pane, members. */
export const ChatScreen = (props: ChatScreenProps) => {
  const { rail, side, pane, members, membersShown, searching, membersAsSheet, sideAsSheet } = props;
  const { t } = useTranslation();
  const { sideWidth } = useStore(selectSettings);
  const sideOpen = useStore((state) => state.sideOpen);
  const resize = useCallback(
    (width: number) => void actions.updateSettings({ sideWidth: width }).catch(() => {}),
    [],
  );
  const sheetOpen = (sideAsSheet && sideOpen) || (membersAsSheet && membersShown);
  const closeSheets = useCallback(() => {
    actions.toggleSide(false);
    if (searching) actions.closeSearch();
    else if (membersAsSheet) actions.toggleMembers(false);
  }, [membersAsSheet, searching]);

  useEffect(() => {
    if (!sheetOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) {
        event.stopPropagation();
        closeSheets();
      }
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [sheetOpen, closeSheets]);

  return (
    <div className={styles.window}>
      <header className={styles.bar} data-over-frame="">
        <button
          type="button"
          className={styles.search}
          onClick={() => actions.openDialog('switcher')}
        >
          <Search size={14} aria-hidden="true" />
          <span className={styles.searchWords}>{t('chat.find')}</span>
          <Kbd keys="Ctrl+K" />
        </button>
      </header>
      <div className={styles.body}>
        {rail && <div className={styles.rail}>{rail}</div>}
        <section
          aria-label={t('chat.sideList')}
          className={classes(styles.side, sideAsSheet && styles.sheetStart)}
          style={{ width: `${sideWidth / 16}rem` }}
          inert={sideAsSheet && !sideOpen}
          data-open={sideOpen || undefined}
        >
          {side}
          {!sideAsSheet && <Splitter width={sideWidth} onWidth={resize} />}
        </section>
        <div className={styles.pane}>{pane}</div>
        {(membersShown || membersAsSheet) && (
          <div
            className={classes(styles.members, membersAsSheet && styles.sheetEnd)}
            inert={!membersShown}
            data-open={membersShown || undefined}
            data-wide={searching || undefined}
          >
            {membersAsSheet && !searching && (
              <IconButton
                className={styles.close}
                label={t('common.close')}
                icon={<X size={18} />}
                side="left"
                onClick={closeSheets}
              />
            )}
            {members}
          </div>
        )}
        {sheetOpen && (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className={styles.scrim}
            onClick={closeSheets}
          />
        )}
      </div>
    </div>
  );
};
