/** Debian, RPM, AppImage and tar.gz. */
import { modulesFor } from './modules.mjs';
import { APP_ID, DESCRIPTION, EXECUTABLE, maintainer, SUMMARY } from './product.mjs';

/** Shared libraries that Electron is linked with, or loads as it runs; Debian 13 renamed some of them. */
export const DEB_DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libx11-xcb1', // loaded, and without it Electron crashes
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libnotify4',
  'libsecret-1-0',
  'libxtst6',
  'libxss1',
  'xdg-utils',
];

const RPM_DEPENDS = [
  'gtk3',
  'nss',
  '(alsa-lib or libasound2)',
  '(mesa-libgbm or libgbm1)',
  '(libX11-xcb or libX11-xcb1)',
  'at-spi2-core',
  'libnotify',
  '(libsecret or libsecret-1-0)',
  '(libXtst or libXtst6)',
  '(libXScrnSaver or libXss1)',
  'xdg-utils',
];

const installed = [
  {
    from: 'packaging/linux/app.sarangbang.Sarangbang.metainfo.xml',
    to: '/usr/share/metainfo/app.sarangbang.Sarangbang.metainfo.xml',
  },
  {
    from: 'packaging/systemd/sarangbang.service',
    to: '/usr/share/doc/sarangbang/examples/sarangbang.service',
  },
];

/** `projectDir` because fpm is given whole paths. */
export const linux = ({ projectDir, quick }) => {
  const common = {
    afterInstall: 'packaging/linux/after-install.tpl',
    afterRemove: 'packaging/linux/after-remove.tpl',
    appArmorProfile: 'packaging/linux/apparmor-profile.tpl',
    fpm: installed.map(({ from, to }) => `${projectDir}/${from}=${to}`),
  };
  return {
    linux: {
      target: ['deb', 'rpm', 'AppImage', 'tar.gz'],
      icon: 'dist/icons/icons',
      files: [modulesFor('linux')],
      executableName: EXECUTABLE,
      category: 'Network;Chat;InstantMessaging',
      maintainer: maintainer(),
      vendor: 'The Sarangbang authors',
      synopsis: SUMMARY.en,
      description: DESCRIPTION.en,
      syncDesktopName: true,
      artifactName: '${name}-${version}-linux-${arch}.${ext}',
      extraFiles: [{ from: 'packaging/linux/sarangbang.sh', to: 'bin/sarangbang' }],
      desktop: {
        entry: {
          'Name[ko]': '사랑방',
          GenericName: 'Chat',
          'GenericName[ko]': '채팅',
          'Comment[ko]': SUMMARY.ko,
          Keywords: 'chat;lan;messenger;room;local;',
          'Keywords[ko]': '채팅;대화;메신저;방;',
          StartupNotify: 'true',
          'X-GNOME-SingleWindow': 'true',
          'X-AppStream-ID': APP_ID,
        },
      },
    },
    deb: {
      ...common,
      depends: DEB_DEPENDS,
      recommends: ['fonts-noto-cjk'],
      packageCategory: 'net',
      priority: 'optional',
      compression: quick ? 'gz' : 'xz',
    },
    rpm: { ...common, depends: RPM_DEPENDS, packageCategory: 'Applications/Internet' },
    // Else its menu entry would always switch the sandbox off; AppRun does so only where it must.
    appImage: { license: 'LICENSE', executableArgs: [] },
  };
};
