/** Sealing short secrets with the system's own key store, where it has a real one. */
import { safeStorage } from 'electron';

export interface Secrets {
  /** False on systems that only obfuscate (Linux without a keyring). */
  readonly real: boolean;
  /** Base64, or null where there is no real store. */
  seal(text: string): string | null;
  /** Null when it cannot be opened here and now. */
  open(sealed: string): string | null;
}

/** Only after `app.whenReady()`: before, Linux does not know its backend. */
export const openSecrets = (): Secrets => {
  const real =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' ||
      !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()));
  return {
    real,
    seal: (text) => (real ? safeStorage.encryptString(text).toString('base64') : null),
    open(sealed) {
      if (!real) return null;
      try {
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
      } catch {
        return null;
      }
    },
  };
};
