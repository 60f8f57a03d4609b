/** electron-builder's configuration, for every system (docs/PACKAGING.md). */
import { fusesFor } from './fuses.mjs';
import { linux } from './linux.mjs';
import { mac } from './mac.mjs';
import { APP_ID, SCHEME, updates } from './product.mjs';
import { windows } from './windows.mjs';

/**
 * @param {object} wanted
 * @param {string} wanted.projectDir
 * @param {string} wanted.electronVersion
 * @param {string} [wanted.electronDist] a folder with an unpacked Electron: development and tests only
 * @param {boolean} [wanted.inspectable] for the test build (fuses.mjs)
 * @param {boolean} [wanted.quick] light compression
 */
export const builderConfig = ({
  projectDir,
  electronVersion,
  electronDist,
  inspectable = false,
  quick = false,
}) => {
  const feed = updates();
  return {
    appId: APP_ID,
    productName: 'Sarangbang',
    copyright: '© The Sarangbang authors. MIT License.',
    directories: {
      app: 'dist/app',
      output: 'dist/packages',
      buildResources: 'packaging',
    },
    electronVersion,
    ...(electronDist && { electronDist }),
    files: ['**/*'],
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    // Without it electron-builder would pack every package of the project's own node_modules.
    beforeBuild: () => false,
    removePackageScripts: true,
    compression: quick ? 'store' : 'normal',
    electronLanguages: ['en-US', 'ko'],
    extraResources: [{ from: 'dist/app/out/licences.txt', to: 'licences.txt' }],
    protocols: [{ name: 'Sarangbang invite', schemes: [SCHEME], role: 'Viewer' }],
    electronFuses: fusesFor({ inspectable }),
    // Never by itself: a release is looked at before it is handed out.
    publish: feed ? { provider: 'generic', url: feed.url, channel: 'latest' } : null,
    ...linux({ projectDir, quick }),
    ...mac(),
    ...windows(),
  };
};
