import { type Settings, settings } from '../../../protocol/settings';

export interface SettingsSlice {
  settings: Settings;
}

export const initialSettings: SettingsSlice = { settings: settings.parse({}) };
