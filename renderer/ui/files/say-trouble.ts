import type { TFunction } from 'i18next';
import { toast } from '../Toaster';

const WORDS = {
  moved: 'file.moved',
  unopened: 'file.unopened',
  failed: 'common.wentWrong',
} as const;

/** Says that a file could not be kept, stopped, shown (`moved`: it left its folder) or opened. */
export const sayTrouble =
  (t: TFunction) =>
  (why: keyof typeof WORDS): void => {
    toast({ title: t(WORDS[why]), type: 'failed' });
  };
