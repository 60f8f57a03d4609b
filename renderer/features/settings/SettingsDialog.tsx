import { useTranslation } from 'react-i18next';
import type { SettingsPatch } from '../../../protocol/settings';
import { actions } from '../../store/actions';
import { selectDialog, selectSettings } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { toast } from '../../ui/Toaster';
import { About } from './About';
import { NameSetting } from './NameSetting';
import { Section } from './Section';

const TEXT_SIZES = [85, 100, 115, 130, 150] as const;

const close = () => actions.openDialog(null);

/** Every choice takes effect at once; there is nothing to confirm. */
export const SettingsDialog = () => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'settings';
  const settings = useStore(selectSettings);
  const set = (patch: SettingsPatch): void => {
    actions
      .updateSettings(patch)
      .catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('settings.title')}
      actions={
        <Button kind="primary" onClick={close}>
          {t('settings.done')}
        </Button>
      }
    >
      <Section title={t('settings.me')}>
        <NameSetting />
      </Section>
      <Section title={t('settings.appearance')}>
        <Segmented
          label={t('settings.language')}
          value={settings.language}
          onChange={(language) => set({ language })}
          options={[
            { value: 'system', label: t('settings.system') },
            { value: 'ko', label: '한국어', lang: 'ko' },
            { value: 'en', label: 'English', lang: 'en' },
          ]}
        />
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
        <Segmented
          label={t('settings.textSize')}
          value={settings.textSize}
          onChange={(textSize) => set({ textSize })}
          options={TEXT_SIZES.map((value) => ({ value, label: `${value}%` }))}
        />
        <Segmented
          label={t('settings.density')}
          value={settings.density}
          onChange={(density) => set({ density })}
          options={[
            { value: 'cozy', label: t('settings.cozy') },
            { value: 'compact', label: t('settings.compact') },
          ]}
        />
      </Section>
      <Section title={t('settings.writing')}>
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
      </Section>
      <Section title={t('settings.hosting')}>
        <Switch
          label={t('settings.closeToTray')}
          checked={settings.closeToTray}
          onChange={(closeToTray) => set({ closeToTray })}
        />
        <Switch
          label={t('settings.hostOnLaunch')}
          hint={t('settings.hostOnLaunchHint')}
          checked={settings.hostOnLaunch}
          onChange={(hostOnLaunch) => set({ hostOnLaunch })}
        />
      </Section>
      <About />
    </Dialog>
  );
};
