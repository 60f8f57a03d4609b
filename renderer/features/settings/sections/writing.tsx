import { Segmented } from '../../../ui/Segmented';
import { Switch } from '../../../ui/Switch';
import type { Entry } from '../entry';
import { useSettings } from '../use-set';

const SendWith = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.sendWith')}
      hint={t('settings.sendHint')}
      value={settings.sendWith}
      onChange={(sendWith) => set({ sendWith })}
      options={[
        { value: 'enter', label: 'Enter' },
        { value: 'ctrl-enter', label: 'Ctrl+Enter' },
      ]}
    />
  );
};

const Spelling = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('writing.spellcheck')}
      hint={t('writing.spellcheckHint')}
      checked={settings.spellcheck}
      onChange={(spellcheck) => set({ spellcheck })}
    />
  );
};

export const writing: readonly Entry[] = [
  { words: ['settings.sendWith', 'settings.sendHint'], View: SendWith },
  { words: ['writing.spellcheck', 'writing.spellcheckHint'], View: Spelling },
];
