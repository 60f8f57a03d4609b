import type { Boot } from '../../../protocol/ipc';

/** Facts about this app that do not change while it runs. */
export interface AppSlice {
  /** False until the main process told what it knows. */
  booted: boolean;
  systemName: string;
  systemLanguage: Boot['systemLanguage'];
  platform: Boot['platform'];
  version: string;
  keysEncrypted: boolean;
}

export const initialApp: AppSlice = {
  booted: false,
  systemName: '',
  systemLanguage: 'en',
  platform: 'linux',
  version: '',
  keysEncrypted: true,
};

export const bootApp = (boot: Boot): AppSlice => ({
  booted: true,
  systemName: boot.systemName,
  systemLanguage: boot.systemLanguage,
  platform: boot.platform,
  version: boot.version,
  keysEncrypted: boot.keysEncrypted,
});
