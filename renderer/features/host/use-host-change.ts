import { useTranslation } from 'react-i18next';
import type { HostChange } from '../../../protocol/settings';
import { actions } from '../../store/actions';
import { toast } from '../../ui/Toaster';

/** Changes the open room; what came of it is in the hosting state. */
export const useHostChange = (): ((change: HostChange) => void) => {
  const { t } = useTranslation();
  return (change) => {
    actions.hostChange(change).catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
  };
};
