import { Segmented } from '../../../ui/Segmented';
import type { Entry } from '../entry';
import { useSettings } from '../use-set';

const TEXT_SIZES = [85, 100, 115, 130, 150] as const;

const Theme = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.theme')}
      value={settings.theme}
      onChange={(theme) => set({ theme })}
      options={[
        { value: 'system', label: t('settings.system') },
        { value: 'light', label: t('settings.light') },
        { value: 'dark', label: t('settings.dark') },
      ]}
    />
  );
};

const TextSize = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.textSize')}
      value={settings.textSize}
      onChange={(textSize) => set({ textSize })}
      options={TEXT_SIZES.map((value) => ({ value, label: `${value}%` }))}
    />
  );
};

const Density = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.density')}
      value={settings.density}
      onChange={(density) => set({ density })}
      options={[
        { value: 'cozy', label: t('settings.cozy') },
        { value: 'compact', label: t('settings.compact') },
      ]}
    />
  );
};

const Motion = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.motion')}
      value={settings.motion}
      onChange={(motion) => set({ motion })}
      options={[
        { value: 'system', label: t('settings.system') },
        { value: 'reduced', label: t('settings.motionReduced') },
      ]}
    />
  );
};

const Contrast = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.contrast')}
      value={settings.contrast}
      onChange={(contrast) => set({ contrast })}
      options={[
        { value: 'system', label: t('settings.system') },
        { value: 'more', label: t('settings.contrastMore') },
      ]}
    />
  );
};

export const appearance: readonly Entry[] = [
  { words: ['settings.theme', 'settings.light', 'settings.dark'], View: Theme },
  { words: ['settings.textSize'], View: TextSize },
  { words: ['settings.density', 'settings.cozy', 'settings.compact'], View: Density },
  { words: ['settings.motion', 'settings.motionReduced'], View: Motion },
  { words: ['settings.contrast', 'settings.contrastMore'], View: Contrast },
];
