import { chat } from './chat.ko';
import { common } from './common.ko';
import { errors } from './errors.ko';

/** One area a file; keys read `area.key`. Both languages must have the same (i18n.test.ts). */
export const ko = { common, chat, errors } as const;
