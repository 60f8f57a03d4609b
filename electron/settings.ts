/** What is remembered about this app, on disk and for whoever wants to know about changes. */
import { type Settings, type SettingsChange, settings as schema } from '../protocol/settings';
import { openJsonFile } from './json-file';

export interface SettingsStore {
  readonly value: Settings;
  update(patch: SettingsChange): Settings;
  /** Called after each change with both; returns its own clean-up. */
  onChange(listener: (now: Settings, before: Settings) => void): () => void;
}

export const openSettings = (folder: string, onBroken: (file: string) => void): SettingsStore => {
  const file = openJsonFile({
    folder,
    name: 'settings',
    parse: (raw) => schema.parse(raw),
    onBroken,
  });
  const listeners = new Set<(now: Settings, before: Settings) => void>();
  return {
    get value() {
      return file.value;
    },
    update(patch) {
      const before = file.value;
      const named = Object.entries(patch).filter(([, value]) => value !== undefined);
      const now = schema.parse({ ...before, ...Object.fromEntries(named) });
      file.write(now);
      for (const listener of listeners) listener(now, before);
      return now;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
