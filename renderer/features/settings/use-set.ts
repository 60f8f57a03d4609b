import { useTranslation } from 'react-i18next';
import type { SettingsPatch } from '../../../protocol/settings';
import { actions } from '../../store/actions';
import { selectSettings } from '../../store/selectors';
import { useStore } from '../../store/store';
import { toast } from '../../ui/Toaster';

/** The settings, and a way to change them: at once, and said when it could not be stored. */
export const useSettings = () => {
  const { t } = useTranslation();
  const settings = useStore(selectSettings);
  const set = (patch: SettingsPatch): void => {
    actions
      .updateSettings(patch)
      .catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
  };
  return { t, settings, set };
};
