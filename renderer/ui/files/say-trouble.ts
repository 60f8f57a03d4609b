import type { TFunction } from 'i18next';
import { toast } from '../Toaster';

/** Says that a file could not be kept, stopped or shown; `moved`: it left its folder. */
export const sayTrouble =
  (t: TFunction) =>
  (why: 'moved' | 'failed'): void => {
    toast({ title: t(why === 'moved' ? 'file.moved' : 'common.wentWrong'), type: 'failed' });
  };
