import { LANGUAGE_NAMES, LANGUAGES } from '../../../../protocol/language';
import { actions } from '../../../store/actions';
import { Segmented } from '../../../ui/Segmented';
import { Switch } from '../../../ui/Switch';
import { toast } from '../../../ui/Toaster';
import type { Entry } from '../entry';
import { NameSetting } from '../NameSetting';
import { useSettings } from '../use-set';

const Language = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.language')}
      value={settings.language}
      onChange={(language) => set({ language })}
      options={[
        { value: 'system', label: t('settings.system') },
        ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one })),
      ]}
    />
  );
};

const StartAtLogin = () => {
  const { t, settings } = useSettings();
  const change = async (on: boolean) => {
    const why = await actions.startAtLogin(on);
    if (why) toast({ title: t(`settings.startFailed.${why}`), type: 'failed' });
  };
  return (
    <Switch
      label={t('settings.startAtLogin')}
      hint={t('settings.startAtLoginHint')}
      checked={settings.startAtLogin}
      onChange={(on) => {
        change(on).catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
      }}
    />
  );
};

const StayInTray = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('settings.stayInTray')}
      hint={t('settings.stayInTrayHint')}
      checked={settings.stayInTray}
      onChange={(stayInTray) => set({ stayInTray })}
    />
  );
};

const CloseToTray = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('settings.closeToTray')}
      checked={settings.closeToTray}
      onChange={(closeToTray) => set({ closeToTray })}
    />
  );
};

const HostOnLaunch = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('settings.hostOnLaunch')}
      hint={t('settings.hostOnLaunchHint')}
      checked={settings.hostOnLaunch}
      onChange={(hostOnLaunch) => set({ hostOnLaunch })}
    />
  );
};

export const general: readonly Entry[] = [
  { words: ['settings.name', 'settings.nameHint', 'settings.me'], View: NameSetting },
  { words: ['settings.language'], View: Language },
  { words: ['settings.startAtLogin', 'settings.startAtLoginHint'], View: StartAtLogin },
  { words: ['settings.stayInTray', 'settings.stayInTrayHint'], View: StayInTray },
  { words: ['settings.closeToTray', 'settings.hosting'], View: CloseToTray },
  { words: ['settings.hostOnLaunch', 'settings.hostOnLaunchHint'], View: HostOnLaunch },
];
