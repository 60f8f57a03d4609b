/** dmg and zip for Intel, Apple silicon, and both in one. */
import { modulesFor } from './modules.mjs';
import { SUMMARY } from './product.mjs';

/**
 * Signing, by the variables that electron-builder itself reads: CSC_LINK and CSC_KEY_PASSWORD (or a
 * certificate in the keychain), and for the notary APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER.
 * Without them the app is signed ad hoc, which is enough to run on the computer that built it.
 */
export const mac = (env = process.env) => ({
  mac: {
    target: [
      { target: 'dmg', arch: ['x64', 'arm64', 'universal'] },
      { target: 'zip', arch: ['x64', 'arm64', 'universal'] },
    ],
    icon: 'dist/icons/icon.icns',
    files: [modulesFor('darwin')],
    category: 'public.app-category.social-networking',
    artifactName: '${name}-${version}-mac-${arch}.${ext}',
    minimumSystemVersion: '12.0',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'packaging/mac/entitlements.plist',
    entitlementsInherit: 'packaging/mac/entitlements.inherit.plist',
    notarize: Boolean(env.APPLE_API_KEY || env.APPLE_ID || env.APPLE_KEYCHAIN_PROFILE),
    // Each slice of the universal app brings the database's code for itself alone.
    singleArchFiles: 'node_modules/@photostructure/sqlite/prebuilds/**',
    electronLanguages: ['en', 'ko'],
    // The system asks with these words; packaging/mac/*.lproj has them in Korean.
    extendInfo: {
      NSLocalNetworkUsageDescription:
        'Sarangbang finds rooms on your network and lets people nearby join yours.',
      CFBundleLocalizations: ['en', 'ko'],
      CFBundleDevelopmentRegion: 'en',
      NSHumanReadableCopyright: '© The Sarangbang authors. MIT License.',
      LSApplicationCategoryType: 'public.app-category.social-networking',
      CFBundleGetInfoString: SUMMARY.en,
    },
    extraResources: [
      { from: 'packaging/mac/ko.lproj', to: 'ko.lproj' },
      { from: 'packaging/mac/en.lproj', to: 'en.lproj' },
    ],
  },
  dmg: {
    title: '${productName} ${version}',
    icon: 'dist/icons/icon.icns',
    window: { width: 540, height: 360 },
    contents: [
      { x: 140, y: 170, type: 'file' },
      { x: 400, y: 170, type: 'link', path: '/Applications' },
    ],
    sign: false,
  },
});
