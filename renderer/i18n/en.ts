import { chat } from './chat.en';
import { common } from './common.en';
import { errors } from './errors.en';

/** One area a file; keys read `area.key`. Both languages must have the same (i18n.test.ts). */
export const en = { common, chat, errors } as const;
