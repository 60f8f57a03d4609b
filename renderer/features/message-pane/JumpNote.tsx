import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../store/store';
import { toast } from '../../ui/Toaster';

/** Says why a jump led nowhere: the message is gone, or cannot be fetched now. */
export const JumpNote = () => {
  const { t } = useTranslation();
  const trouble = useStore((state) => state.jumpTrouble);
  const told = useRef(trouble?.n ?? 0);
  useEffect(() => {
    if (!trouble || trouble.n === told.current) return;
    told.current = trouble.n;
    toast({ title: t(`reading.trouble.${trouble.why}`) });
  }, [trouble, t]);
  return null;
};
