/** Starting with the system: the system's own list on macOS and Windows, an autostart file on Linux. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The app was started by the system: the window stays away, the tray is there. */
export const HIDDEN_FLAG = '--hidden';

/** Only where the tray shows that it runs. */
export const startsHidden = (
  argv: readonly string[],
  settings: { stayInTray: boolean; hostOnLaunch: boolean },
): boolean => argv.includes(HIDDEN_FLAG) && (settings.stayInTray || settings.hostOnLaunch);

export interface LoginOutcome {
  ok: boolean;
  /** `sandboxed`: a package that may not write there (Flatpak, Snap). */
  why?: 'sandboxed' | 'denied';
}

interface Start {
  /** The program and its arguments. */
  command: readonly string[];
  name: string;
}

/** Quoted as the Desktop Entry Specification wants it ("The Exec key"). */
const quoted = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) && !argument.includes('%')
    ? argument
    : `"${argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;

export const autostartEntry = ({ command, name }: Start): string =>
  `${[
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${[...command, HIDDEN_FLAG].map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`;

export const autostartFile = (env: NodeJS.ProcessEnv, home: string): string =>
  path.join(env.XDG_CONFIG_HOME || path.join(home, '.config'), 'autostart', 'sarangbang.desktop');

/** Inside such a package the file would be written where nobody reads it. */
export const isSandboxed = (env: NodeJS.ProcessEnv): boolean =>
  Boolean(env.FLATPAK_ID || env.SNAP_NAME);

/** Writes or removes the file of Linux. Never throws. */
export const setAutostart = (
  on: boolean,
  start: Start,
  env: NodeJS.ProcessEnv,
  home: string,
): LoginOutcome => {
  if (isSandboxed(env)) return { ok: !on, ...(on && { why: 'sandboxed' as const }) };
  const file = autostartFile(env, home);
  try {
    if (on) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, autostartEntry(start), { mode: 0o644 });
    } else rmSync(file, { force: true });
    return { ok: true };
  } catch {
    return { ok: false, why: 'denied' };
  }
};

interface LoginApp {
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
  getLoginItemSettings(options: { args: string[] }): { openAtLogin: boolean };
}

/** Whether the system took it, as far as it tells. */
export const setLoginItem = (app: LoginApp, on: boolean): LoginOutcome => {
  const args = [HIDDEN_FLAG];
  app.setLoginItemSettings({ openAtLogin: on, args });
  return app.getLoginItemSettings({ args }).openAtLogin === on
    ? { ok: true }
    : { ok: false, why: 'denied' };
};
