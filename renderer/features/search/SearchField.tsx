import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_QUERY_MAX_CHARS } from '../../../protocol/limits';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { FilterChips } from './FilterChips';
import styles from './search.module.css';
import { type FilterAt, fillIn, filterAt, type Suggestion, suggest } from './suggest';
import { useNames } from './use-names';

/** A pause in typing after which it is looked for, in ms. */
const PAUSE_MS = 220;
const IME_KEY = 229;

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
  /** Arrow down, with nothing suggested. */
  onDown: () => void;
}

/** The field is nobody's but its own while one types in it: its text is read, never written back. */
export const SearchField = ({ field, onClose, onDown }: SearchFieldProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { people, rooms } = useNames();
  const asked = useStore((state) => state.search.asked);
  const [at, setAt] = useState<FilterAt | null>(null);
  const [active, setActive] = useState(0);
  const [empty, setEmpty] = useState(() => useStore.getState().search.text === '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const list = useId();
  const found = at ? suggest(at, people, rooms, language) : [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new `asked` wants the focus.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked, field]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = () => {
    const element = field.current;
    if (!element) return;
    setEmpty(element.value === '');
    setAt(filterAt(element.value, element.selectionStart ?? element.value.length));
    setActive(0);
  };
  const run = (pause: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void actions.search(field.current?.value.trim() ?? ''), pause);
  };
  const put = (next: { text: string; caret: number }) => {
    const element = field.current;
    if (!element) return;
    element.value = next.text;
    element.focus();
    element.setSelectionRange(next.caret, next.caret);
    look();
    run(0);
  };
  const take = (one: Suggestion) => {
    const element = field.current;
    if (!element || !at) return;
    put(fillIn(element.value, element.selectionStart ?? element.value.length, at, one.value));
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === IME_KEY) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = found[active];
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    } else if (step === 1) {
      event.preventDefault();
      onDown();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(0);
    } else if (event.key === 'Escape' && found.length > 0) {
      event.preventDefault();
      setAt(null);
    }
  };

  return (
    <div className={styles.top}>
      <div className={styles.row}>
        <div className={styles.field}>
          <Search size={16} aria-hidden="true" />
          <input
            ref={field}
            className={styles.input}
            type="text"
            role="combobox"
            aria-label={t('search.field')}
            aria-expanded={found.length > 0}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={found.length > 0 ? `${list}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={SEARCH_QUERY_MAX_CHARS}
            placeholder={t('search.placeholder')}
            defaultValue={useStore.getState().search.text}
            onInput={() => {
              look();
              run(PAUSE_MS);
            }}
            onKeyDown={onKeyDown}
            onSelect={look}
            onBlur={() => setAt(null)}
          />
          {!empty && (
            <IconButton
              className={styles.clear}
              label={t('search.clear')}
              icon={<X size={15} />}
              onClick={() => put({ text: '', caret: 0 })}
            />
          )}
        </div>
        <IconButton label={t('search.close')} keys="Esc" icon={<X size={18} />} onClick={onClose} />
      </div>
      <div
        id={list}
        role="listbox"
        aria-label={t('search.suggestions')}
        className={styles.suggestions}
        hidden={found.length === 0}
      >
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
          <div
            key={one.label}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes(styles.suggestion, index === active && styles.active)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(one)}
          >
            {one.face && <Avatar id={one.face} name={one.label} size="small" />}
            <span className={styles.cut}>{one.label}</span>
          </div>
        ))}
      </div>
      <FilterChips field={field} onPut={put} />
    </div>
  );
};
