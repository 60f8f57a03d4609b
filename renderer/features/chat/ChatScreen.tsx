import { Search, X } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectSettings } from '../../store/selectors';
import { useStore } from '../../store/store';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import styles from './ChatScreen.module.css';
import { Splitter } from './Splitter';
import { useSheetFocus } from './use-sheet-focus';

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

/** Esc belongs to the menu or sheet that lies over the list, and to what a field suggests. */
const isTakenAbove = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target !== document.body &&
  (!target.closest('#root') || target.matches('[aria-expanded="true"]'));

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

  const sideList = useRef<HTMLElement>(null);
  const membersList = useRef<HTMLDivElement>(null);
  const beside = useRef<HTMLDivElement>(null);
  useSheetFocus(sideAsSheet && sideOpen, sideList);
  // The search panel puts the focus itself: into its field, or back onto the result one came from.
  useSheetFocus(membersAsSheet && membersShown && !searching, membersList);
  useEffect(() => {
    if (!sheetOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (isTakenAbove(event.target)) return;
      event.stopPropagation();
      closeSheets();
    };
    // Whoever goes on with Tab does not come to what the list covers: it is put away.
    const onFocus = ({ target, relatedTarget }: FocusEvent) => {
      const lists = [sideList.current, membersList.current];
      const left = lists.some((list) => list?.contains(relatedTarget as Node | null));
      if (left && !searching && beside.current?.contains(target as Node)) closeSheets();
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('focusin', onFocus);
    };
  }, [sheetOpen, searching, closeSheets]);

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
          ref={sideList}
          aria-label={t('chat.sideList')}
          className={classes(styles.side, sideAsSheet && styles.sheetStart)}
          style={{ width: `${sideWidth / 16}rem` }}
          inert={sideAsSheet && !sideOpen}
          data-open={sideOpen || undefined}
        >
          {side}
          {!sideAsSheet && <Splitter width={sideWidth} onWidth={resize} />}
        </section>
        <div ref={beside} className={styles.pane}>
          {pane}
        </div>
        {(membersShown || membersAsSheet) && (
          <div
            ref={membersList}
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
