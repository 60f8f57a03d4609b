import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { toast } from '../../ui/Toaster';

/** Says that a known server was found at another address: by then the app is in again. */
export const MovedNote = () => {
  const { t } = useTranslation();
  const moved = useStore((state) => state.moved);
  const name = useStore((state) => (moved && state.servers[moved]?.name) || '');
  useEffect(() => {
    if (moved === null) return;
    toast({ title: t('connect.moved'), ...(name && { description: name }) });
    actions.dropMoved();
  }, [moved, name, t]);
  return null;
};
