import { Dices } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { friendlyName } from '../../../protocol/friendly-names';
import { NAME_MAX_CHARS } from '../../../protocol/limits';
import { checkName } from '../../../protocol/names';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { selectMyId, selectMyName } from '../../store/my-name';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import styles from './welcome.module.css';

/** My name, filled in from the system. Kept on leaving the field; one that can't be is put back. */
export const NameField = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const known = useStore(selectMyName);
  // The colour comes from my key, which no server has told yet at first.
  const id = useStore(selectMyId) ?? 'me';
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? known;
  const checked = checkName(shown);
  const save = (): void => {
    if (checked.ok && checked.name !== known) void actions.updateSettings({ name: checked.name });
    setText(null);
  };
  const trouble = {
    empty: t('welcome.nameEmpty'),
    'too-long': t('welcome.nameTooLong'),
    unsafe: t('welcome.nameUnsafe'),
  };
  return (
    <TextField
      className={styles.name}
      label={t('welcome.name')}
      labelHidden
      value={shown}
      maxLength={NAME_MAX_CHARS}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onEnter={(field) => field.blur()}
      error={text !== null && !checked.ok && trouble[checked.why]}
      start={
        <>
          <Avatar id={id} name={shown || '?'} />
          <span className={styles.nameLabel} aria-hidden="true">
            {t('welcome.name')}
          </span>
        </>
      }
      end={
        <>
          <span className={styles.nameHint} aria-hidden="true">
            {t('welcome.nameHint')}
          </span>
          <IconButton
            label={t('welcome.otherName')}
            icon={<Dices size={16} />}
            onClick={() => void actions.updateSettings({ name: friendlyName(language) })}
          />
        </>
      }
    />
  );
};
