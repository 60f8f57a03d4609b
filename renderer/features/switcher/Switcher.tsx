import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Hash, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { Badge } from '../../ui/Badge';
import { useOpenDialog } from '../../ui/open-dialogs';
import { go } from './go';
import { rank } from '../../store/match';
import { type Destination, selectDestinations } from './places';
import styles from './switcher.module.css';

/** More than these are not looked through; the next letter narrows it. */
const SHOWN_MAX = 40;
const KINDS = ['rooms', 'people', 'servers', 'otherRooms'] as const;

const Finder = () => {
  const { t } = useTranslation();
  const all = useStore(selectDestinations);
  const [query, setQuery] = useState('');
  const groups = useMemo(() => {
    const found = rank(all, query).slice(0, SHOWN_MAX);
    return KINDS.map((kind) => ({ kind, items: found.filter((one) => one.kind === kind) })).filter(
      ({ items }) => items.length > 0,
    );
  }, [all, query]);

  return (
    <Autocomplete.Root
      inline
      open
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={query}
      onValueChange={(value, { reason }) => {
        if (reason !== 'item-press') setQuery(value);
      }}
      itemToStringValue={(item: Destination) => item.label}
    >
      <div className={styles.field}>
        <Search size={17} />
        <Autocomplete.Input
          className={styles.input}
          aria-label={t('switcher.placeholder')}
          placeholder={t('switcher.placeholder')}
        />
      </div>
      <Autocomplete.Empty className={styles.empty}>
        {query && t('switcher.nothing', { q: query })}
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list}>
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.kind} items={group.items}>
            <Autocomplete.GroupLabel className={styles.label}>
              {t(`switcher.${group.kind}`)}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: Destination) => (
                <Autocomplete.Item
                  key={`${item.kind} ${item.id}`}
                  value={item}
                  className={styles.item}
                  onClick={() => void go(item)}
                >
                  {item.face ? (
                    <Avatar id={item.face} name={item.label} size="small" />
                  ) : (
                    <Hash size={16} className={styles.hash} />
                  )}
                  <span className={styles.name}>{item.label}</span>
                  <Badge count={item.unread} label={t('switcher.unread', { count: item.unread })} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
};

/** Ctrl+K: to a room, a person or a server, by name or first consonants. */
export const Switcher = () => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'switcher';
  useOpenDialog(open);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && actions.openDialog(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label={t('switcher.title')}>
          {open && <Finder />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
