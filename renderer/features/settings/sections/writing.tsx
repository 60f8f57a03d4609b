import { Segmented } from '../../../ui/Segmented';
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

export const writing: readonly Entry[] = [
  { words: ['settings.sendWith', 'settings.sendHint'], View: SendWith },
];
