import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Badge } from '../../ui/Badge';
import { Finder, Found } from '../../ui/Finder';
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

const Choosing = () => {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  return (
    <Finder<Choice, ChoiceGroup>
      label={t('switcher.placeholder')}
      groups={useChoices(query)}
      titleOf={({ kind }) => t(`switcher.${kind}`)}
      keyOf={({ key }) => key}
      nameOf={({ label }) => label}
      query={query}
      onQuery={setQuery}
      onChoose={choose}
      nothing={t('switcher.nothing', { q: query })}
    >
      {(item) =>
        item.kind === 'commands' ? (
          <Found name={item.label} icon={commands[item.command].icon} />
        ) : (
          <>
            <Found name={item.label} face={item.to.face} where={item.to.where} />
            <Badge count={item.to.unread} label={t('switcher.unread', { count: item.to.unread })} />
          </>
        )
      }
    </Finder>
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
          {open && <Choosing />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
