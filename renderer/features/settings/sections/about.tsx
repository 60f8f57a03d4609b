import { useTranslation } from 'react-i18next';
import { Section } from '../../../ui/Section';
import { About } from '../About';
import type { Entry } from '../entry';
import { Licences } from '../Licences';
import { UpdateSetting } from '../UpdateSetting';

const Updates = () => {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.updates')}>
      <UpdateSetting />
    </Section>
  );
};

export const about: readonly Entry[] = [
  { words: ['settings.about', 'settings.keys', 'settings.aboutText'], View: About },
  { words: ['settings.updates', 'settings.lookForUpdates', 'settings.updateNone'], View: Updates },
  { words: ['settings.licences', 'settings.licencesText'], View: Licences },
];
