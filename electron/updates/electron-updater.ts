/** electron-updater behind the interface of updates.ts; loaded only when somebody wants updates. */
import { session } from 'electron';
import { UPDATE_STATEMENT_MAX_BYTES } from '../../protocol/limits';
import type { Log } from '../log';
import type { Feed, Loader } from './updates';

/** With `back` it looks for this older version instead of the newest (scripts/sign-release.mjs). */
export const openLoader = async (feed: Feed, log: Log, back?: string): Promise<Loader> => {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.logger = { info: log.info, warn: log.warn, error: log.warn };
  // It asks first (updates.ts), and goes back to an older version only when told which.
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = back !== undefined;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.disableDifferentialDownload = back !== undefined;
  autoUpdater.setFeedURL({ provider: 'generic', url: feed.url, channel: back ?? 'latest' });
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
    install() {
      // On Linux it installs before it returns, and tells by an event alone when that was refused.
      let refused: unknown = null;
      const hear = (error: unknown) => {
        refused = error;
      };
      autoUpdater.on('error', hear);
      autoUpdater.quitAndInstall();
      autoUpdater.off('error', hear);
      if (refused) throw refused;
    },
  };
};

/**
 * The signed list of the newest version, or of `version`. Rejects when nobody answers, or with more
 * than a statement can be.
 */
export const fetchStatement = async ({ url }: Feed, version?: string): Promise<string> => {
  const name = version ? `release-${version}.json` : 'release.json';
  const address = new URL(name, url.endsWith('/') ? url : `${url}/`);
  // The app's own session reaches nothing outside.
  const outside = session.fromPartition('updates', { cache: false });
  const answer = await outside.fetch(address.href, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const text = await answer.text();
  if (text.length > UPDATE_STATEMENT_MAX_BYTES) throw new Error(`${name} is too long`);
  return text;
};
