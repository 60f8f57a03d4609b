import { checkName } from '../../protocol/names';
import { updateSettings } from './actions/settings';
import type { State } from './store';
import { useStore } from './store';

/** What others will call me: the chosen name, else the system user's where it can be shown. */
export const selectMyName = ({ settings, systemName }: State): string => {
  if (settings.name) return settings.name;
  const system = checkName(systemName);
  return system.ok ? system.name : '';
};

/** The name to enter with. The first time it is used it becomes the chosen one. */
export const settleMyName = async (fallback: string): Promise<string> => {
  const state = useStore.getState();
  const name = selectMyName(state) || fallback;
  if (state.settings.name !== name) await updateSettings({ name });
  return name;
};

/** My id as any server told it: the same key is used everywhere. */
export const selectMyId = ({ servers }: State): string | null =>
  Object.values(servers).find((server) => server.me)?.me?.id ?? null;
