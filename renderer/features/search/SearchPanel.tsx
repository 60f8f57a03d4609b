import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectOpenRoomId } from '../../store/selectors';
import type { SearchScope } from '../../store/slices/search';
import { useStore } from '../../store/store';
import { Segmented } from '../../ui/Segmented';
import { Notes } from './Notes';
import { Results } from './Results';
import { SearchField } from './SearchField';
import styles from './search.module.css';

const SCOPES = ['room', 'everywhere'] as const satisfies readonly SearchScope[];

/** Ctrl+F, Ctrl+Shift+F: what is looked for, and what was found, beside the messages. */
export const SearchPanel = () => {
  const { t } = useTranslation();
  const scope = useStore((state) => state.search.scope);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  // "This room" is the one on screen: another one is looked into when it is gone to.
  const room = useStore(selectOpenRoomId);
  const lookedIn = useRef(room);
  useEffect(() => {
    if (lookedIn.current === room) return;
    lookedIn.current = room;
    const { search } = useStore.getState();
    if (search.scope === 'room' && search.text !== '') void actions.search(search.text);
  }, [room]);

  const close = () => {
    actions.closeSearch();
    actions.focusComposer();
  };
  const toList = () =>
    list.current?.querySelector<HTMLElement>('[data-hit][tabindex="0"]')?.focus();

  return (
    <search
      className={styles.panel}
      aria-label={t('search.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        if (event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <SearchField field={field} onClose={close} onDown={toList} />
      <div className={styles.scope}>
        <Segmented
          label={<span className="sr-only">{t('search.where')}</span>}
          options={SCOPES.map((value) => ({ value, label: t(`search.${value}`) }))}
          value={scope}
          onChange={actions.setSearchScope}
        />
      </div>
      <Notes field={field} />
      <Results list={list} onUp={() => field.current?.focus()} />
    </search>
  );
};
