import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/Section';
import type { Entry } from '../entry';
import { useSlots } from '../slots';

const Check = () => {
  const { t } = useTranslation();
  const { network } = useSlots();
  return <Choice label={t('settings.networkText')}>{network}</Choice>;
};

export const network: readonly Entry[] = [
  { words: ['settings.network', 'settings.networkText', 'network.title'], View: Check },
];
