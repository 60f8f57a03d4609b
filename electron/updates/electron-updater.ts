/** electron-updater behind the interface of updates.ts; loaded only when somebody wants updates. */
import { session } from 'electron';
import { UPDATE_STATEMENT_MAX_BYTES } from '../../protocol/limits';
import type { Log } from '../log';
import type { Feed, Loader } from './updates';

export const openLoader = async (feed: Feed, log: Log): Promise<Loader> => {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.logger = { info: log.info, warn: log.warn, error: log.warn };
  // It asks first (updates.ts), and never goes back to an older version.
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.setFeedURL({ provider: 'generic', url: feed.url });
  // Its errors come by the promises as well; without a listener they would end the app.
  autoUpdater.on('error', () => {});
  return {
    async look() {
      const found = await autoUpdater.checkForUpdates();
      if (!found?.isUpdateAvailable) return null;
      const { version, files } = found.updateInfo;
      return { version, files: files.map(({ url, sha512 }) => ({ url, sha512 })) };
    },
    async load(onPercent) {
      const tell = ({ percent }: { percent: number }) => onPercent(Math.floor(percent));
      autoUpdater.on('download-progress', tell);
      try {
        await autoUpdater.downloadUpdate();
      } finally {
        autoUpdater.off('download-progress', tell);
      }
    },
    install: () => autoUpdater.quitAndInstall(),
  };
};

/** Rejects when nobody answers, or with more than a statement can be. */
export const fetchStatement = async ({ url }: Feed): Promise<string> => {
  const address = new URL('release.json', url.endsWith('/') ? url : `${url}/`);
  // The app's own session reaches nothing outside.
  const outside = session.fromPartition('updates', { cache: false });
  const answer = await outside.fetch(address.href, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`release.json: ${answer.status}`);
  const text = await answer.text();
  if (text.length > UPDATE_STATEMENT_MAX_BYTES) throw new Error('release.json is too long');
  return text;
};
