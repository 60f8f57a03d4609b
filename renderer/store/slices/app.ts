import type { Boot } from '../../../protocol/ipc';
import type { UpdateState } from '../../../protocol/updates';

/** Facts about this app; but for `updates` they do not change while it runs. */
export interface AppSlice {
  /** False until the main process told what it knows. */
  booted: boolean;
  systemName: string;
  systemLanguage: Boot['systemLanguage'];
  platform: Boot['platform'];
  version: string;
  keysEncrypted: boolean;
  updates: UpdateState;
}

export const initialApp: AppSlice = {
  booted: false,
  systemName: '',
  systemLanguage: 'en',
  platform: 'linux',
  version: '',
  keysEncrypted: true,
  updates: { state: 'none' },
};

export const bootApp = (boot: Boot): AppSlice => ({
  booted: true,
  systemName: boot.systemName,
  systemLanguage: boot.systemLanguage,
  platform: boot.platform,
  version: boot.version,
  keysEncrypted: boot.keysEncrypted,
  updates: boot.updates,
});
