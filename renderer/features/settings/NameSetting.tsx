import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NAME_MAX_CHARS } from '../../../protocol/limits';
import { checkName } from '../../../protocol/names';
import { actions } from '../../store/actions';
import { selectMyName } from '../../store/my-name';
import { selectServers } from '../../store/selectors';
import { useStore } from '../../store/store';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';

/**
 * Changes my name everywhere I am connected. Where a server refuses it (somebody has it) I keep
 * the old one there, and am told.
 */
const renameEverywhere = async (name: string): Promise<string[]> => {
  await actions.updateSettings({ name });
  const online = selectServers(useStore.getState()).filter(
    (server) => server.status.state === 'online' && server.me?.name !== name,
  );
  const outcomes = await Promise.all(online.map((server) => actions.rename(server.id, name)));
  return online.filter((_, index) => !outcomes[index]?.ok).map((server) => server.name);
};

export const NameSetting = () => {
  const { t, i18n } = useTranslation();
  const known = useStore(selectMyName);
  const [text, setText] = useState<string | null>(null);
  const checked = checkName(text ?? known);
  const save = (): void => {
    setText(null);
    if (!checked.ok || checked.name === known) return;
    renameEverywhere(checked.name).then(
      (refused) => {
        if (refused.length === 0) return;
        const servers = new Intl.ListFormat(i18n.resolvedLanguage).format(refused);
        toast({ title: t('settings.nameRefused', { servers }), type: 'failed' });
      },
      () => toast({ title: t('common.wentWrong'), type: 'failed' }),
    );
  };
  const trouble = {
    empty: t('welcome.nameEmpty'),
    'too-long': t('welcome.nameTooLong'),
    unsafe: t('welcome.nameUnsafe'),
  };
  return (
    <TextField
      label={t('settings.name')}
      hint={t('settings.nameHint')}
      value={text ?? known}
      maxLength={NAME_MAX_CHARS}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onEnter={(field) => field.blur()}
      error={text !== null && !checked.ok && trouble[checked.why]}
    />
  );
};
