import { call } from '../../bridge';

/** Opens an address in the system browser; the main process checks the scheme again. */
export const openUrl = (url: string) => call('open', { url });

/** Licences of all that is in the app, for reading. */
export const readLicences = () => call('licences', undefined);

export const checkForUpdates = () => call('updates.check');
export const installUpdate = () => call('updates.install');

export const copyText = (text: string) => call('copy', { text });
