/** An installer for one person (no administrator needed), a portable program, and a zip. */

import { modulesFor } from './modules.mjs';

/**
 * Signing, by electron-builder's own variables: WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD for a
 * certificate in a file; for Azure Trusted Signing AZURE_TENANT_ID, AZURE_CLIENT_ID,
 * AZURE_CLIENT_SECRET, and what names the account in SARANGBANG_AZURE_*.
 */
const azure = (env) =>
  env.SARANGBANG_AZURE_ENDPOINT
    ? {
        azureSignOptions: {
          publisherName: env.SARANGBANG_PUBLISHER,
          endpoint: env.SARANGBANG_AZURE_ENDPOINT,
          codeSigningAccountName: env.SARANGBANG_AZURE_ACCOUNT,
          certificateProfileName: env.SARANGBANG_AZURE_PROFILE,
        },
      }
    : env.SARANGBANG_PUBLISHER
      ? { signtoolOptions: { publisherName: env.SARANGBANG_PUBLISHER } }
      : {};

export const windows = (env = process.env) => ({
  win: {
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    icon: 'dist/icons/icon.ico',
    files: [modulesFor('win32')],
    artifactName: '${name}-${version}-windows-${arch}.${ext}',
    requestedExecutionLevel: 'asInvoker',
    extraFiles: [{ from: 'packaging/windows/sarangbang.cmd', to: 'bin/sarangbang.cmd' }],
    ...azure(env),
  },
  nsis: {
    oneClick: true,
    perMachine: false,
    artifactName: '${name}-${version}-windows-${arch}-setup.${ext}',
    installerLanguages: ['en_US', 'ko_KR'],
    displayLanguageSelector: false,
    shortcutName: 'Sarangbang',
    createDesktopShortcut: true,
    // Rooms, keys and settings belong to the person, not to the program.
    deleteAppDataOnUninstall: false,
    differentialPackage: true,
  },
  portable: { artifactName: '${name}-${version}-windows-portable.${ext}', useZip: false },
});
