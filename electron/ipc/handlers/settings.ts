/** What the page starts from, and what it changes of it. */
import type { Boot } from '../../../protocol/ipc';
import type { SettingsStore } from '../../settings';
import type { Handlers } from '../handle';

export const settingsHandlers = (
  settings: SettingsStore,
  boot: (page: number) => Boot,
): Pick<Handlers, 'boot' | 'settings.update'> => ({
  boot: (_nothing, page) => boot(page),
  'settings.update': (patch) => settings.update(patch),
});
