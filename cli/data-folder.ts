/** Where a server of this user keeps its key and history, as the system has it. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'sarangbang', 'server');
  }
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'sarangbang', 'server');
  }
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'sarangbang', 'server');
}
