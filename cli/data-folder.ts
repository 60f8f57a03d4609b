/**
 * Where programs of this user keep keys and history, as the system has it: `server` for `serve`,
 * `client` for `connect`.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultDataFolder(
  part: 'server' | 'client' = 'server',
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'sarangbang', part);
  }
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'sarangbang', part);
  }
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'sarangbang', part);
}
