/** What the page starts from, and what it changes of it. */
import type { Boot } from '../../../protocol/ipc';
import type { SettingsStore } from '../../settings';
import type { Handlers } from '../handle';

export const settingsHandlers = (
  settings: SettingsStore,
  boot: () => Boot,
): Pick<Handlers, 'boot' | 'settings.update'> => ({
  boot: () => boot(),
  'settings.update': (patch) => settings.update(patch),
});
