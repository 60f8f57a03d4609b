import { createContext, type ReactNode, useContext } from 'react';

/** What other features put into the settings: App.tsx knows both. */
export interface SettingsSlots {
  /** The button of the network check. */
  network?: ReactNode;
  /** All shortcuts. */
  shortcuts?: ReactNode;
}

export const Slots = createContext<SettingsSlots>({});
export const useSlots = (): SettingsSlots => useContext(Slots);
