import type { SettingsPatch } from '../../../protocol/settings';
import { call } from '../../bridge';
import { useStore } from '../store';

/** Shown at once, and corrected by what was really stored. */
export const updateSettings = async (patch: SettingsPatch): Promise<void> => {
  const before = useStore.getState().settings;
  useStore.setState({ settings: { ...before, ...patch } });
  try {
    useStore.setState({ settings: await call('settings.update', patch) });
  } catch (error) {
    useStore.setState({ settings: before });
    throw error;
  }
};
