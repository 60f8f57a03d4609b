import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { toast } from '../../ui/Toaster';

/** "Same room, new host", once, to whoever came along. */
export const SucceededNote = () => {
  const { t } = useTranslation();
  const succeeded = useStore((state) => state.succeeded);
  const mine = useStore((state) => succeeded && state.servers[succeeded.server]?.hosted);
  useEffect(() => {
    if (!succeeded) return;
    const { name } = succeeded;
    actions.dropSucceeded();
    if (mine) return;
    toast({ title: name ? t('handover.same', { name }) : t('handover.sameUnnamed') });
  }, [succeeded, mine, t]);
  return null;
};
