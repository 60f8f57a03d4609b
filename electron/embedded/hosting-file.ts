/** How the room was opened last, so that it comes back the same at the next launch. */
import { z } from 'zod';
import { type HostOptions, hostOptions } from '../../protocol/settings';
import { openJsonFile } from '../json-file';
import type { Secrets } from '../secrets';

const schema = z.object({
  options: hostOptions.omit({ password: true }).nullable().catch(null).default(null),
  /** Sealed by the system's key store; a password is never stored in clear. */
  password: z.string().max(4096).nullable().catch(null).default(null),
  /** There was a password that could not be sealed here. */
  passwordLost: z.boolean().catch(false).default(false),
});

type Kept = Omit<HostOptions, 'password'>;

export interface HostingFile {
  remember(options: HostOptions): void;
  /**
   * Null on the first time, and where the password cannot be had back: a room that had one must
   * not come back open to all.
   */
  recall(): HostOptions | null;
  /** The same without the password: what a new opening goes by where nothing else was said. */
  readonly last: Kept | null;
  /** What was changed while it is open. */
  amend(change: Partial<HostOptions>): void;
}

export const openHostingFile = (
  folder: string,
  secrets: Secrets,
  onBroken: (file: string) => void,
): HostingFile => {
  const file = openJsonFile({ folder, name: 'hosting', parse: (r) => schema.parse(r), onBroken });
  return {
    remember({ password, ...options }) {
      const sealed = password ? secrets.seal(password) : null;
      file.write({ options, password: sealed, passwordLost: Boolean(password) && !sealed });
    },
    get last() {
      return file.value.options;
    },
    amend({ password, ...change }) {
      const { options } = file.value;
      if (!options) return;
      const sealed = password ? secrets.seal(password) : null;
      file.write({
        ...file.value,
        options: { ...options, ...change },
        // An empty one takes it away; none said leaves it as it is.
        ...(password !== undefined && {
          password: sealed,
          passwordLost: password !== '' && !sealed,
        }),
      });
    },
    recall() {
      const { options, password, passwordLost } = file.value;
      if (!options || passwordLost) return null;
      if (password === null) return options;
      const opened = secrets.open(password);
      return opened === null ? null : { ...options, password: opened };
    },
  };
};
