import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Hash, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { Badge } from '../../ui/Badge';
import { useOpenDialog } from '../../ui/open-dialogs';
import { commands } from './commands';
import { go } from './go';
import styles from './switcher.module.css';
import { type Choice, type ChoiceGroup, useChoices } from './use-choices';

const choose = (choice: Choice): void => {
  if (choice.kind !== 'commands') {
    void go(choice.to);
    return;
  }
  actions.openDialog(null);
  commands[choice.command].run();
};

const Mark = ({ choice }: { choice: Choice }) => {
  if (choice.kind === 'commands') {
    const { icon: Icon } = commands[choice.command];
    return <Icon size={16} className={styles.hash} aria-hidden="true" />;
  }
  const { face } = choice.to;
  if (face) return <Avatar id={face} name={choice.label} size="small" />;
  return <Hash size={16} className={styles.hash} aria-hidden="true" />;
};

const Finder = () => {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const groups = useChoices(query);
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
      itemToStringValue={(item: Choice) => item.label}
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
        {(group: ChoiceGroup) => (
          <Autocomplete.Group key={group.kind} items={group.items}>
            <Autocomplete.GroupLabel className={styles.label}>
              {t(`switcher.${group.kind}`)}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: Choice) => (
                <Autocomplete.Item
                  key={item.key}
                  value={item}
                  className={styles.item}
                  onClick={() => choose(item)}
                >
                  <Mark choice={item} />
                  <span className={styles.name}>{item.label}</span>
                  {item.kind !== 'commands' && item.to.where && (
                    <span className={styles.where}>{item.to.where}</span>
                  )}
                  {item.kind !== 'commands' && (
                    <Badge
                      count={item.to.unread}
                      label={t('switcher.unread', { count: item.to.unread })}
                    />
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
};

/** Ctrl+K: to a room, a person or a server, or a command, by name or first consonants. */
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
