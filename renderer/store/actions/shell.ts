import { call } from '../../bridge';

/** Opens an address in the system browser; the main process checks the scheme again. */
export const openUrl = (url: string) => call('open', { url });

export const copyText = (text: string) => call('copy', { text });
